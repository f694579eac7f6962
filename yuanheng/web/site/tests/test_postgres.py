"""The embedded database: passwords, roles, one server for many, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from yuanheng.web.site import guardian, paths, postgres
from yuanheng.web.site.postgres import PostgresError, answers, embedded_cluster, running, split_url

HOLD = """
import sys, time
from yuanheng.web.site.postgres import embedded_cluster, running
with running(embedded_cluster(durable=False)):
    print("up", flush=True)
    time.sleep(120)
"""


@pytest.fixture
def own_var(tmp_path, monkeypatch):
    """An installation of this test's own; its data folder is removed at the end."""
    import shutil

    monkeypatch.setenv("YUANHENG_VAR", str(tmp_path / "var"))
    cluster = embedded_cluster(durable=False)
    yield cluster
    until = time.monotonic() + 20
    while answers_quietly(cluster) and time.monotonic() < until:
        time.sleep(0.1)
    shutil.rmtree(cluster.home, ignore_errors=True)


def answers_quietly(cluster) -> bool:
    return (cluster.data / "postmaster.pid").exists() and answers(cluster)


def wait_until_down(cluster, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while (cluster.data / "postmaster.pid").exists():
        assert time.monotonic() < until, "the server is still there"
        time.sleep(0.05)


def hold(count: int) -> list[subprocess.Popen]:
    """So many other programs that use the server; started at the same moment."""
    return [
        subprocess.Popen(
            [sys.executable, "-c", HOLD], env=os.environ.copy(), stdout=subprocess.PIPE, text=True, cwd=paths.CHECKOUT
        )
        for _ in range(count)
    ]


def test_it_is_postgresql_with_passwords_utc_and_no_port(own_var):
    with running(own_var) as cluster:
        with psycopg.connect(cluster.dsn(role="yh_app")) as connection:
            version, zone, listens, method = (
                connection.execute(q).fetchone()[0]
                for q in (
                    "select current_setting('server_version_num')::int",
                    "select current_setting('timezone')",
                    "select current_setting('listen_addresses')",
                    "select current_setting('password_encryption')",
                )
            )
        assert version >= 140000
        assert (zone, listens, method) == ("UTC", "", "scram-sha-256")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.dsn(role="yh_app").replace("yh_app:", "yh_app:x"))
    wait_until_down(own_var)


def test_the_runtime_role_owns_nothing_and_may_not_change_the_schema(own_var):
    with running(own_var) as cluster:
        with psycopg.connect(cluster.dsn(role="yh_owner"), autocommit=True) as owner:
            owner.execute("create table thing (n int)")
        with psycopg.connect(cluster.dsn(role="yh_app"), autocommit=True) as app:
            app.execute("insert into thing values (1)")
            for forbidden in ("create table other (n int)", "drop table thing", "truncate thing", "create role x"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden)


def test_secrets_are_for_their_owner_alone(own_var):
    with running(own_var):
        secrets = list((paths.var_folder() / "secret").iterdir())
    assert len(secrets) >= 4
    assert all(path.stat().st_mode & 0o077 == 0 for path in secrets)


def test_two_starts_at_once_share_one_server_and_the_last_to_leave_stops_it(own_var):
    users = hold(2)
    try:
        assert [user.stdout.readline().strip() for user in users] == ["up", "up"]
        assert answers(own_var)
        users[0].terminate()
        users[0].wait(10)
        time.sleep(0.5)
        assert answers(own_var), "the server left with the first of two users"
    finally:
        for user in users:
            user.kill()
            user.wait()
    wait_until_down(own_var)


def test_a_killed_program_leaves_no_server_behind(own_var):
    (user,) = hold(1)
    assert user.stdout.readline().strip() == "up"
    user.send_signal(signal.SIGKILL)
    user.wait()
    wait_until_down(own_var)


def test_a_killed_guardian_takes_the_server_with_it(own_var):
    with running(own_var):
        postmaster = int((own_var.data / "postmaster.pid").read_text().split("\n", 1)[0])
        parent = int(Path(f"/proc/{postmaster}/stat").read_text().rsplit(")", 1)[1].split()[1])
        os.kill(parent, signal.SIGKILL)
        wait_until_down(own_var)


def test_a_stale_pid_file_of_a_stranger_is_forgotten(own_var):
    with running(own_var):
        pass
    wait_until_down(own_var)
    (own_var.data / "postmaster.pid").write_text(f"{os.getpid()}\n{own_var.data}\n")
    with running(own_var):
        assert answers(own_var)


def test_a_pid_file_of_the_living_server_is_kept(own_var):
    with running(own_var):
        guardian._forget_the_dead(own_var.data)
        assert (own_var.data / "postmaster.pid").exists()


def test_an_emptied_var_folder_is_a_new_installation(own_var, monkeypatch, tmp_path):
    import shutil

    shutil.rmtree(paths.var_folder())
    again = embedded_cluster(durable=False)
    if again.user.switched:
        assert again.home != own_var.home


def test_a_server_that_cannot_start_says_why(own_var):
    with running(own_var):
        pass
    wait_until_down(own_var)
    (own_var.data / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(PostgresError, match="数据库没有启动"), running(own_var):
        pass


@pytest.mark.parametrize("url", ["mysql://a/b", "a/b"])
def test_an_address_that_is_not_postgresql_is_refused(url):
    with pytest.raises(PostgresError, match="postgresql://"):
        split_url(url)


def test_an_address_is_split_as_django_wants_it():
    found = split_url("postgresql://u%40x:p%2Fw@db.local:5433/zone?sslmode=require")
    assert found == {
        "NAME": "zone",
        "USER": "u@x",
        "PASSWORD": "p/w",
        "HOST": "db.local",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_the_socket_fits_however_deep_the_installation_lies(monkeypatch, tmp_path):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    assert len(str(postgres._socket_folder(deep)) + "/.s.PGSQL.5432") <= 107
