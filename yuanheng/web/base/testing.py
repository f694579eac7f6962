"""pytest fixtures of the site; the root `conftest.py` loads this module as a plugin.

* `db` (pytest-django): the test runs in a transaction that is rolled back, as the runtime role.
* `committed_db`: a database of its own, cloned from the migrated template; for what needs real commits (jobs, sealing,
  browser). Do not use `transactional_db`: its flush is a TRUNCATE, which the runtime role may not.
* `cast`: the people by key; `client_of("clerk")` a signed-in test client.
* `live`: the site on a free port with a worker; `page` a headless Chromium page that fails the test on any console
  error or CSP violation.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from yuanheng.web.site import paths

os.environ["YUANHENG_VAR"] = os.environ.get("YUANHENG_TEST_VAR") or str(paths.CHECKOUT / "var" / "test")

TEMPLATES_KEPT = 4  # several branches may be tested in turn, or at once


def _template_name() -> str:
    """Of everything that makes the schema: our migrations and the versions of the apps with tables."""
    digest = hashlib.sha256()
    for name in ("Django", "procrastinate", "django-pghistory", "django-pgtrigger", "django-allauth"):
        digest.update(version(name).encode())
    web = Path(__file__).resolve().parents[1]
    for path in [*sorted(web.glob("*/migrations/*.py")), Path(__file__).with_name("appendonly.py")]:
        digest.update(path.read_bytes())
    return f"tpl_{digest.hexdigest()[:16]}"


class TestServer:
    """The embedded server of the tests, its template database, and clones of it."""

    __test__ = False

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.template = _template_name()
        self.peopled = ""  # this process's copy of the template with the cast in it

    def admin(self) -> Any:
        """A connection that may create databases."""
        import psycopg

        return psycopg.connect(self.cluster.dsn(role="yh_super", database="postgres"), autocommit=True)

    def build_template(self) -> None:
        """Migrate once per state of the migrations; two test processes at once wait for each other."""
        import subprocess
        import sys

        from yuanheng.web.site.postgres import create_database, grant_rows

        with self.admin() as connection:
            connection.execute("select pg_advisory_lock(7001)")
            if connection.execute("select 1 from pg_database where datname = %s", [self.template]).fetchone():
                return
            building = f"building_{uuid.uuid4().hex[:8]}"
            create_database(connection, name=building)
            owner = self.cluster.dsn(role="yh_owner", database=building)
            grant_rows(owner)
            done = subprocess.run(
                [sys.executable, "-m", "yuanheng.web.site.manage", "migrate", "-v0"],
                env={**os.environ, "DATABASE_URL": owner},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                connection.execute(f'drop database "{building}"')
                raise RuntimeError(f"migrate failed:\n{done.stderr[-3000:]}")
            connection.execute(f'alter database "{building}" rename to "{self.template}"')
            self._clear(connection)

    def _clear(self, connection: Any) -> None:
        """Away with templates of long ago and with the clones of test processes that were killed."""
        names = connection.execute(
            "select datname from pg_database where datname ~ '^(tpl|t)_' order by oid"
        ).fetchall()
        templates = [name for (name,) in names if name.startswith("tpl_")]
        dead = [name for (name,) in names if name.startswith("t_") and not Path(f"/proc/{name.split('_')[1]}").exists()]
        for name in templates[:-TEMPLATES_KEPT] + dead:
            connection.execute(f'drop database if exists "{name}" with (force)')

    def clone(self, template: str = "") -> str:
        """A new database like the template, or like another one that nobody is connected to."""
        from yuanheng.web.site.postgres import create_database

        name = f"t_{os.getpid()}_{uuid.uuid4().hex[:8]}"
        with self.admin() as connection:
            connection.execute("select pg_advisory_lock_shared(7001)")
            create_database(connection, name=name, template=template or self.template)
        return name

    def drop(self, name: str) -> None:
        """Away with a clone, whoever is still connected."""
        with self.admin() as connection:
            connection.execute(f'drop database if exists "{name}" with (force)')


def point_to(server: TestServer, name: str) -> None:
    """Let Django's default connection, in every thread, mean that database."""
    from django.db import connections

    from yuanheng.web.site.database import entry

    connections["default"].close()
    connections.databases["default"].update(entry(server.cluster.dsn(role="yh_app", database=name)))
    connections["default"].settings_dict.update(connections.databases["default"])


@pytest.fixture(scope="session")
def test_server() -> Iterator[TestServer]:
    """The server, started once a session, shared by parallel workers, stopped by the last."""
    from yuanheng.web.site.postgres import embedded_cluster, running

    with running(embedded_cluster(durable=False)) as cluster:
        server = TestServer(cluster)
        server.build_template()
        yield server


def share_middleware() -> None:
    """Let every test client go through one chain of middleware: set up once a session, not once a client.

    WhiteNoise lists all static files as it is set up, which took as long as the request.
    """
    from django.test.client import ClientHandler

    handler = ClientHandler()
    handler.load_middleware()
    # A handler sets up its own only where it has none. Static: on a class a function would become a method.
    ClientHandler._middleware_chain = staticmethod(handler._middleware_chain)


@pytest.fixture(scope="session")
def django_db_setup(test_server: TestServer, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's hook: this process's own clone of the template with the cast in it; cheap password hashes."""
    from django.db import connections
    from django.test import override_settings

    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.models import User

    test_server.peopled = test_server.clone()
    cheap = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), cheap:
        share_middleware()
        point_to(test_server, test_server.peopled)
        make_cast(on=moment.today())
        User.objects.update(must_change_password=False)
        connections.close_all()
        name = test_server.clone(test_server.peopled)
        point_to(test_server, name)
        yield
        connections.close_all()
    test_server.drop(name)
    test_server.drop(test_server.peopled)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on the small zone run in one worker, so that it is read once."""
    parallel = config.pluginmanager.hasplugin("xdist")
    for item in items:
        if parallel and item.get_closest_marker("small_zone"):
            item.add_marker(pytest.mark.xdist_group("small_zone"))


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, test_server: TestServer, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A database of this test's own, with real commits; marked `small_zone` it has the small demo zone's workbooks in it."""
    from django.db import connections

    peopled = test_server.peopled if "cast" in request.fixturenames else ""
    zone = request.getfixturevalue("zone_template") if request.node.get_closest_marker("small_zone") else peopled
    before = connections.databases["default"]["NAME"]
    name = test_server.clone(zone)
    with django_db_blocker.unblock():
        point_to(test_server, name)
        try:
            yield name
        finally:
            connections.close_all()
            point_to(test_server, before)
            test_server.drop(name)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The people by key: clerk, neighbour, analyst, leader, auditor, administrator (`base.cast.PARTS`)."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")
    from yuanheng.web.base.cast import PARTS
    from yuanheng.web.base.models import User

    people = {user.username: user for user in User.objects.all()}
    return {part.key: people[part.username] for part in PARTS}


@pytest.fixture
def client_of(cast: dict[str, Any]) -> Callable[[str], Any]:
    """`client_of("clerk")`: a test client signed in; `client_of("stranger")` is nobody."""
    from django.test import Client

    def make(key: str) -> Client:
        client = Client()
        if key != "stranger":
            client.force_login(cast[key])
        return client

    return make


@pytest.fixture
def live(committed_db: str, cast: dict[str, Any]) -> Iterator[Any]:
    """The site on a free port with one worker: `live.url`, `live.cast`."""
    from yuanheng.web.base.testing_live import LiveSite

    site = LiveSite(cast=cast)
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, once a session."""
    from yuanheng.web.base.testing_live import open_browser

    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(live: Any, browser: Any) -> Iterator[Any]:
    """A page at 1440x900; `page.sign_in("clerk")` signs in; any console error fails the test at its end."""
    from yuanheng.web.base.testing_live import watched_page

    with watched_page(browser, live) as opened:
        yield opened
