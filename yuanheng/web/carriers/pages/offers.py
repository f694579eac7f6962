"""Vacant units for a project, and what was offered to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..access import VIEW
from ..book import UnitOn, book_of
from ..models import Unit, UnitOffer, UnitUse
from ..policy.matching import Match, Need, Vacant, matches, uses_for
from ..rules import matching_rules
from .stacking import _order


@dataclass(frozen=True, slots=True)
class Proposal:
    """Units that would do for a project."""

    units: tuple[UnitOn, ...]
    area: Decimal
    why: tuple[str, ...]

    @property
    def building(self) -> Any:
        """They are all in one."""
        return self.units[0].unit.building

    @property
    def numbers(self) -> str:
        """As people say them."""
        return "、".join(u.unit.number for u in self.units)

    @property
    def ids(self) -> str:
        """For the form."""
        return ",".join(str(u.unit.pk) for u in self.units)


@dataclass(frozen=True, slots=True)
class ForProject:
    """What a project's page shows: its need, what would do, what was offered."""

    project: Project
    need: Need
    uses: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    offers: tuple[UnitOffer, ...]
    looking: bool
    vacant: int


def for_project(user: User, project: Project, *, on: date) -> ForProject:
    """Of the units within the user's reach."""
    rule = matching_rules()
    looking = project.state == "active" and project.stage in rule.stages
    need = Need(project.plant_m2 or None, uses_for(project.industry_code, rule.uses))
    vacant: tuple[UnitOn, ...] = ()
    found: tuple[Match, ...] = ()
    if looking:
        every = book_of(visible(user, VIEW, Unit.objects.all())).at(on)
        vacant = tuple(u for u in every if u.vacant)
        found = matches(placed(every), need, rule)
    by_key = {u.unit.pk: u for u in vacant}
    offers = visible(user, VIEW, UnitOffer.objects.known(None).filter(project=project))
    labels = dict(UnitUse.choices)
    return ForProject(
        project=project, need=need, uses=tuple(str(labels[use]) for use in need.uses),
        proposals=tuple(Proposal(tuple(by_key[k] for k in m.keys), m.area, m.why) for m in found),
        offers=tuple(offers.select_related("unit__building__carrier", "by")), looking=looking, vacant=len(vacant),
    )  # fmt: skip


def placed(units: Sequence[UnitOn]) -> list[Vacant]:
    """The vacant among these, with their place on their floor."""
    floors: dict[Any, list[UnitOn]] = {}
    for unit in units:
        floors.setdefault(unit.unit.floor_id, []).append(unit)
    found = []
    for floor, own in floors.items():
        for place, unit in enumerate(sorted(own, key=lambda u: _order(u.unit.number))):
            if unit.vacant:
                found.append(Vacant(unit.unit.pk, floor, place, unit.m2, unit.state.use))
    return found
