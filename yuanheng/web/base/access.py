"""The one access gate.

A view says what it needs with `@gate("ledger.upload.view")`; one that says nothing is refused at runtime. An object is
reached only through an app's `access_…` function, which calls `access_one` here. What a user may do is the union of the
posts they hold; each app states with `policy` which rows "own" and "bureau" mean for a model.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver

from .models import Post, User
from .permissions import permissions
from .roles import Role, Scope, roles

ANYONE = "*anyone*"
SIGNED_IN = "*signed-in*"
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Gate:
    """What one view declares: the permission to look, the permission to write, and how its writes are logged."""

    read: str | None
    write: str | None
    writes: str = "audit"

    def needed(self, method: str) -> str | None:
        """The permission for a method; None when the view does not take it."""
        return self.read if method in READING else self.write if method == "POST" else None

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods the view takes."""
        return (*(READING if self.read else ()), *(("POST",) if self.write else ()))


def gate(read: str | None = None, *, post: str | None = None, writes: str = "audit") -> Callable[[Any], Any]:
    """Declare a view's permission; `post` is the one for POST (without it the view only reads).

    `writes` says where the audit line of a POST comes from: `audit` (an action records it), `signals` (sign-in and
    the like), or `none:<reason>` where nothing is written.
    """
    declared = Gate(read=read, write=post, writes=writes)

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def gated_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = check_gate(request, declared)
            return refused if refused is not None else view(request, *args, **kwargs)

        gated_view.gate = declared  # type: ignore[attr-defined]
        return gated_view

    return declare


def gated(patterns: Iterable[URLPattern], need: str, *, reads_only: bool = False) -> list[URLPattern]:
    """Somebody else's URL patterns behind our gate; their writes are logged by signals."""
    for pattern in patterns:
        pattern.callback = gate(need, post=None if reads_only else need, writes="signals")(pattern.callback)
    return list(patterns)


def check_gate(request: HttpRequest, declared: Gate) -> HttpResponse | None:
    """None to go on, a response for a method that is not taken.

    Raises:
        PermissionDenied: the user holds no post with that permission.
    """
    needed = declared.needed(request.method or "GET")
    if needed is None:
        return HttpResponseNotAllowed(declared.methods)
    if not may(request.user, needed):
        raise PermissionDenied(f"需要权限“{_label(needed)}”")
    return None


def _label(code: str) -> str:
    known = permissions().get(code)
    return known.label if known else code


# What a user holds ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """A post held, with its role: what every question about rights is answered from."""

    post: Post
    role: Role


def held(user: User | AnonymousUser) -> tuple[Held, ...]:
    """The user's posts with their roles; read once a request."""
    if not user.is_authenticated or not user.is_active:
        return ()
    cached = user.__dict__.get("_held")
    if cached is None:
        known = roles()
        cached = tuple(Held(p, known[p.role]) for p in Post.objects.held_by(user) if p.role in known)
        user.__dict__["_held"] = cached
    return cached


def forget_held(user: User) -> None:
    """After the posts of a user changed within a request."""
    user.__dict__.pop("_held", None)


def may(user: User | AnonymousUser, code: str) -> bool:
    """True when the user holds the permission at all, at whatever reach."""
    if code == ANYONE:
        return True
    if not user.is_authenticated:
        return False
    return code == SIGNED_IN or any(code in h.role.grants for h in held(user))


def sees(user: User | AnonymousUser, group: str) -> bool:
    """True when one of the user's roles may see that group of figures."""
    return any(group in h.role.fields for h in held(user))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one permission reaches for one user."""

    user: User | AnonymousUser
    zone: bool = False
    bureaus: frozenset[Any] = field(default_factory=frozenset)
    own: bool = False


def reach(user: User | AnonymousUser, code: str) -> Reach:
    """The union over the user's posts: the whole zone, some bureaus, their own."""
    found = [(h.post, h.role.grants[code]) for h in held(user) if code in h.role.grants]
    return Reach(
        user=user,
        zone=any(scope is Scope.ZONE for _, scope in found),
        bureaus=frozenset(post.organisation_id for post, scope in found if scope is Scope.BUREAU),
        own=bool(found),
    )


def bureau_of(user: User | AnonymousUser, code: str | None = None) -> Any:
    """The organisation in whose name the user acts: of the first post that holds `code`; None without one."""
    for h in held(user):
        if code is None or code in h.role.grants:
            return h.post.organisation
    return None


# Which rows that is --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Policy:
    """For one model: which rows are a user's own, and which are a set of bureaus'. None: no row is."""

    own: Callable[[Any], Q] | None
    bureau: Callable[[frozenset[Any]], Q] | None
    foreign: int = 404


_policies: dict[type[Model], Policy] = {}


def policy(
    model: type[Model],
    *,
    own: Callable[[Any], Q] | None = None,
    bureau: Callable[[frozenset[Any]], Q] | None = None,
    foreign: int = 404,
) -> None:
    """Register an app's policy for a model; `foreign` is the answer for a row out of reach (404 hides that it is)."""
    _policies[model] = Policy(own=own, bureau=bureau, foreign=foreign)


def policies() -> dict[type[Model], Policy]:
    """All registered policies."""
    return dict(_policies)


def visible(user: User | AnonymousUser, code: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows the permission reaches.

    Raises:
        LookupError: the model has no policy: an app forgot to register one.
    """
    stated = _policies.get(rows.model)
    if stated is None:
        raise LookupError(f"{rows.model._meta.label} has no access policy")
    far = reach(user, code)
    if far.zone:
        return rows
    wanted = Q(pk__in=[])
    if far.bureaus and stated.bureau is not None:
        wanted |= stated.bureau(far.bureaus)
    if far.own and stated.own is not None:
        wanted |= stated.own(user)
    return rows.filter(wanted)


def access_one(user: User | AnonymousUser, code: str, rows: QuerySet[Any], **lookup: Any) -> Any:
    """The one row the lookup names, if the permission reaches it.

    Raises:
        PermissionDenied: no such permission, or out of reach where the policy says 403.
        Http404: no such row, or out of reach.
    """
    if not may(user, code):
        raise PermissionDenied(f"需要权限“{_label(code)}”")
    found = visible(user, code, rows).filter(**lookup).first()
    if found is not None:
        return found
    if _policies[rows.model].foreign == 403 and rows.filter(**lookup).exists():
        raise PermissionDenied("不在您的管理范围内")
    raise Http404("没有这条记录,或不在您的管理范围内")


# Every view there is -------------------------------------------------------------------------------------------------


def every_view(urlconf: str = "yuanheng.web.site.urls") -> list[tuple[str, str, Callable[..., Any]]]:
    """(`namespace:name`, route, view) of every pattern, for the tests and the matrix."""
    return list(_walk(importlib.import_module(urlconf).urlpatterns, "", ""))


def _walk(patterns: Iterable[Any], space: str, route: str) -> Iterable[tuple[str, str, Callable[..., Any]]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            yield f"{space}{pattern.name}", here, pattern.callback
