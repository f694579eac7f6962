"""Who holds leads and companies, for handing over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from yuanheng.web.base.models import Post, User
from yuanheng.web.projects.models import Project

from ..models import FollowUp, TargetCompany


@dataclass(frozen=True, slots=True)
class Holder:
    """One person and what they hold."""

    user: User
    bureaus: str
    projects: int
    companies: int
    steps: int
    left: bool


def holders(*, bureaus: frozenset[Any] | None, leavers: Mapping[Any, int]) -> list[Holder]:
    """Everybody who holds something, in some bureaus (None: all): who has left first, then who holds most.

    A person belongs where they hold or last held a post, and where the leads lie that they manage.
    """
    projects: dict[Any, int] = dict(
        Project.objects.active().exclude(manager=None).order_by().values_list("manager").annotate(n=Count("pk"))
    )
    rows = TargetCompany.objects.in_library().exclude(state="landed").exclude(assigned_to=None)
    companies: dict[Any, int] = dict(rows.order_by().values_list("assigned_to").annotate(n=Count("pk")))
    steps: dict[Any, int] = dict(
        FollowUp.objects.exclude(owner=None)
        .exclude(next_step="")
        .order_by()
        .values_list("owner")
        .annotate(n=Count("pk"))
    )
    ids = {*projects, *companies, *steps}
    if bureaus is not None:
        within = set(Post.objects.filter(organisation__in=bureaus, holder__in=ids).values_list("holder", flat=True))
        within |= set(
            Project.objects.active().filter(organisation__in=bureaus, manager__in=ids).values_list("manager", flat=True)
        )
        ids &= within
    homes: dict[Any, dict[str, None]] = {}
    held = Post.objects.filter(Q(holder__in=ids)).select_related("organisation")
    for post in held:
        homes.setdefault(post.holder_id, {})[post.organisation.name] = None
    people = [
        Holder(
            user=u, bureaus="、".join(homes.get(u.pk, {})), projects=projects.get(u.pk, 0),
            companies=companies.get(u.pk, 0), steps=steps.get(u.pk, 0), left=not u.is_active,
        )
        for u in User.objects.filter(pk__in=ids)
    ]  # fmt: skip
    return sorted(people, key=lambda h: (not h.left, -leavers.get(h.user.pk, 0), -h.projects, str(h.user)))
