"""Every address, as every role and as a stranger, with own and foreign objects, against the permission matrix.

The expectation is computed from the roles' YAML as read here, not by the code under test. Who is refused for want of a
permission goes the whole way twice an address; the others are put before the view alone, since the page that says so is
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from yuanheng.engines.rules import rules_folder
from yuanheng.web.base.access import ANYONE, SIGNED_IN, Gate, every_view
from yuanheng.web.base.cast import PARTS
from yuanheng.web.base.models import AuditEntry, User
from yuanheng.web.base.permissions import field_groups, permissions
from yuanheng.web.base.testing import point_to
from yuanheng.web.base.walk import Sample, sample_for

BUREAU = {part.key: part.bureau for part in PARTS}
WHO = ("stranger", *BUREAU)
ROLE_OF = {part.key: part.role for part in PARTS}
REACHED = range(200, 300), range(302, 303), range(400, 403), range(409, 410), range(422, 423)


def _load_samples() -> None:
    for config in apps.get_app_configs():
        name = f"{config.name}.tests.walk_samples"
        if config.name.startswith("yuanheng.web.") and find_spec(f"{config.name}.tests") and find_spec(name):
            import_module(name)


_load_samples()
VIEWS = [(name, route, view) for name, route, view in every_view() if not route.startswith("static")]
GRANTS = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))["grants"]
    for path in Path(rules_folder() / "roles").glob("*.yaml")
}


@pytest.fixture(scope="module")
def signed_in(test_server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[Any, str]]]:
    """A database of this module's own in which everybody is signed in, once for all addresses: person and session by key."""
    before = connections.databases["default"]["NAME"]
    name = test_server.clone(test_server.peopled)
    with django_db_blocker.unblock():
        point_to(test_server, name)
        found = {}
        for part in PARTS:
            user, client = User.objects.get(username=part.username), Client()
            client.force_login(user)
            found[part.key] = user.pk, client.cookies[settings.SESSION_COOKIE_NAME].value
        yield found
        connections.close_all()
        point_to(test_server, before)
        test_server.drop(name)


@pytest.fixture
def cast(signed_in: dict[str, tuple[Any, str]]) -> Iterator[dict[str, User]]:
    """The people, read afresh; what a test writes is taken back."""
    with transaction.atomic():
        users = User.objects.in_bulk([pk for pk, _ in signed_in.values()])
        yield {key: users[pk] for key, (pk, _) in signed_in.items()}
        transaction.set_rollback(True)


@pytest.fixture
def client_of(signed_in: dict[str, tuple[Any, str]]) -> Callable[[str], Client]:
    """A client with the person's session; that of the `stranger` has none."""

    def make(key: str) -> Client:
        client = Client()
        if key != "stranger":
            client.cookies[settings.SESSION_COOKIE_NAME] = signed_in[key][1]
        return client

    return make


def _ids() -> list[str]:
    return [name for name, _, _ in VIEWS]


@pytest.mark.parametrize(("name", "route", "view"), VIEWS, ids=_ids())
def test_every_view_declares_a_known_permission(name, route, view):
    declared = getattr(view, "gate", None)
    assert isinstance(declared, Gate), f"{name} ({route}) has no @gate"
    for needed in (declared.read, declared.write):
        assert needed in (None, ANYONE, SIGNED_IN) or needed in permissions(), f"{name}: {needed} is not declared"


def test_roles_grant_only_what_apps_declare_and_nothing_is_granted_to_nobody():
    granted = {code for grants in GRANTS.values() for code in grants}
    assert granted - set(permissions()) == set()
    assert set(permissions()) - granted == set()


def test_roles_name_only_field_groups_that_apps_declare():
    named = {
        group
        for path in Path(rules_folder() / "roles").glob("*.yaml")
        for group in yaml.safe_load(path.read_text("utf-8")).get("fields", [])
    }
    if not field_groups():
        pytest.skip("no app declares field groups yet")
    assert named - set(field_groups()) == set()


def _expected(who: str, needed: str, *, holder: str) -> str:
    """What the matrix says of a thing of `holder`'s: reached, refused (403), hidden (404 or 403), sign-in."""
    if needed == ANYONE:
        return "reached"
    if who == "stranger":
        return "sign-in"
    if needed == SIGNED_IN:
        return "reached"
    scope = GRANTS[ROLE_OF[who]].get(needed)
    if scope is None:
        return "refused"
    if scope == "zone":
        return "reached"
    if scope == "bureau":
        return "reached" if BUREAU[who] == BUREAU[holder] else "hidden"
    return "reached" if who == holder else "hidden"


def _verdict(status: int, location: str) -> str:
    if status == 302 and location.startswith("/account/login/?next="):
        return "sign-in"
    if status == 403:
        return "refused"
    if status == 404:
        return "hidden"
    return "reached" if any(status in r for r in REACHED) else f"error {status}"


def _visit(client: Client, method: str, name: str, kwargs: dict[str, Any], sample: Sample) -> str:
    url = reverse(name, kwargs=kwargs)
    point = transaction.savepoint()
    response = client.get(url, sample.query) if method == "GET" else client.post(url, sample.data)
    if response.streaming:
        b"".join(response.streaming_content)
    transaction.savepoint_rollback(point)
    return _verdict(response.status_code, response.headers.get("Location", ""))


def _refuses(view: Any, method: str, who: User, kwargs: dict[str, Any]) -> bool:
    """True where the view itself refuses the person; all that the whole way would add is the page that says so."""
    request = RequestFactory().generic(method, "/")
    request.user = who
    point = transaction.savepoint()
    try:
        view(request, **kwargs)
    except PermissionDenied:
        return True
    except Exception:  # let in, whatever came after: the whole way will tell
        pass
    finally:
        transaction.savepoint_rollback(point)
    return False


def _methods(view: Any) -> list[tuple[str, str]]:
    declared = view.gate
    found = [("GET", declared.read)] if declared.read else []
    return found + ([("POST", declared.write)] if declared.write else [])


@pytest.mark.parametrize(("name", "route", "view"), VIEWS, ids=_ids())
def test_every_address_answers_every_role_as_the_matrix_says(name, route, view, cast, client_of):
    make = sample_for(name)
    if "<" in route:
        assert make is not None, f"{name} takes arguments: register a @walk_sample for it"
    sample = make(cast) if make else Sample()
    own_only = sample.foreign is None
    wrong, refused = [], 0
    for who in WHO:
        client = client_of(who)
        for method, needed in _methods(view):
            for foreign in (False,) if own_only else (False, True):
                kwargs = sample.foreign if foreign else sample.own
                holder = sample.foreign_holder if foreign else sample.holder
                expected = _expected(who, needed, holder=holder)
                if own_only and not sample.own:  # a page without an object: holding the permission is enough
                    expected = "reached" if expected == "hidden" else expected
                refused += expected == "refused"
                if expected == "refused" and refused > 2 and _refuses(view, method, cast[who], kwargs):
                    continue
                found = _visit(client, method, name, kwargs, sample)
                if found != expected and not (expected == "hidden" and found == "refused"):
                    wrong.append(f"{who} {method} {'foreign' if foreign else 'own'}: {found}, matrix says {expected}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


WRITERS = [(name, view) for name, _, view in VIEWS if view.gate.write and view.gate.writes == "audit"]


@pytest.mark.parametrize(("name", "view"), WRITERS, ids=[name for name, _ in WRITERS])
def test_every_write_leaves_an_audit_line(name, view, cast, client_of):
    make = sample_for(name)
    sample = make(cast) if make else Sample()
    needed = view.gate.write
    who = next(w for w in (sample.holder, *BUREAU) if _may_write(w, needed))
    before = AuditEntry.objects.count()
    response = client_of(who).post(reverse(name, kwargs=sample.own), sample.data)
    assert response.status_code in (200, 201, 204, 302), f"the sample's data was not accepted: {response.status_code}"
    assert AuditEntry.objects.count() > before, f"{name} wrote no audit line"


def _may_write(who: str, needed: str) -> bool:
    return needed in (ANYONE, SIGNED_IN) or needed in GRANTS[ROLE_OF[who]]


def test_a_view_without_a_gate_is_refused_at_runtime(rf, cast):
    from django.http import HttpResponse

    from yuanheng.web.base.middleware import AccessMiddleware

    request = rf.get("/")
    request.user = cast["administrator"]
    with pytest.raises(PermissionDenied, match="没有声明权限"):
        AccessMiddleware(lambda r: HttpResponse()).process_view(request, lambda r: HttpResponse(), (), {})
