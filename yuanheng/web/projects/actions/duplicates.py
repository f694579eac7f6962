"""Two people court one firm: found by name and investor before it happens, and settled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.keys import folded, pairs

from ..models import DuplicateDecision, Investor, Project
from .projects import ProjectError
from .stages import record_stage

ALIKE = 0.8  # share of two-character pieces two names have in common: below, the same product of another firm
_FILLER = re.compile(
    r"项目|年产|建设|新建|扩建|生产|基地|一期|二期|三期|产业园|投资|有限公司|股份|集团|公司|\d+|[,,。()()]"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A project that may be the same, and why it looks so."""

    project: Project
    why: str


def likely_duplicates(name: str, investors: Sequence[str], *, but: Any = None, most: int = 5) -> list[Likeness]:
    """Projects with one of the investors, or a name alike; those decided to be others are left out."""
    found: dict[Any, Likeness] = {}
    keys = [folded(i)[:200] for i in investors if folded(i)]
    rows = Project.objects.exclude(pk=but).exclude(state="ended") if but else Project.objects.exclude(state="ended")
    for investor in Investor.objects.filter(name_folded__in=keys, project__in=rows).select_related("project"):
        found[investor.project_id] = Likeness(investor.project, f"投资方同为“{investor.name}”")
    wanted = pairs(core_of(name))
    if wanted:
        near = rows.filter(_any_pair(wanted)).order_by("pk").values_list("pk", "name")
        shares = {pk: likeness(wanted, pairs(core_of(name))) for pk, name in near if pk not in found}
        alike = sorted((pk for pk, share in shares.items() if share >= ALIKE), key=lambda pk: -shares[pk])[:most]
        for project in Project.objects.filter(pk__in=alike).select_related("organisation"):
            found[project.pk] = Likeness(project, f"名称相近({shares[project.pk]:.0%})")
    decided = _decided(but) if but else set()
    return [likeness for pk, likeness in found.items() if pk not in decided][:most]


def _any_pair(wanted: set[str]) -> Q:
    return Q(grams__overlap=sorted(wanted))


def core_of(name: str) -> str:
    """The part of a project's name that tells it apart: without 项目, 年产, 基地, figures and forms of firms."""
    return folded(_FILLER.sub("", name))


def likeness(one: set[str], other: set[str]) -> float:
    """Pieces in common, as a share of the more of the two."""
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0


def _decided(pk: Any) -> set[Any]:
    rows = DuplicateDecision.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first", "second")
    return {other for pair in rows for other in pair}


def open_pairs(projects: Iterable[Project]) -> list[tuple[Project, Likeness]]:
    """Every pair of the projects' that waits for a decision, each once."""
    seen: set[frozenset[Any]] = set()
    pairs_found = []
    for project in projects:
        names = [i.name for i in project.investors.all()]
        for other in likely_duplicates(project.name, names, but=project.pk):
            key = frozenset((project.pk, other.project.pk))
            if key not in seen:
                seen.add(key)
                pairs_found.append((project, other))
    return pairs_found


@transaction.atomic
def settle_pair(first: Project, second: Project, *, same: bool, why: str, by: User, at: datetime) -> DuplicateDecision:
    """Say whether two records are one project; then `second` ends and points to `first`.

    Raises:
        ProjectError: one record twice, or decided already.
    """
    if (
        first.pk == second.pk
        or DuplicateDecision.objects.filter(Q(first=first, second=second) | Q(first=second, second=first)).exists()
    ):
        raise ProjectError(
            where=first.name, found="已有结论或是同一条记录", expected="两条未核定的记录", advice="刷新页面"
        )
    made = DuplicateDecision.objects.create(first=first, second=second, same=same, why=why, by=by, at=at)
    if same:
        on = at.astimezone(SHANGHAI).date()
        record_stage(second, stage="ended", on=on, by=by, at=at, note=f"与 {first.number} 为同一项目:{why}")
    after = {"second": second.number, "same": same, "why": why}
    record(by, "projects.duplicate.settled", target=first, after=after)
    return made
