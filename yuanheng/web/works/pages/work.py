"""One work's page: how it stands, its milestones, money, registers, papers, pictures, place, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.engines.procedures import load_procedure
from yuanheng.web.base.history import changes_of

from ..models import Place, PlannedDate, PlanningPaper, Report, SitePicture, Work, WorkMoney
from ..reserving import parks
from ..rowspecs import REGISTERS, Register, figures_of
from ..rules import Kind, Topic, kind_of, kind_rules, topic_of
from ..standing import Standing, standings
from .sketch import Sketch, sketch

MOST_PICTURES = 24
HISTORY = {
    "name": "名称", "topic": "计划事项", "organisation": "责任部门", "post": "责任岗位",
    "contractor": "实施单位", "adds": "增加能力",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step: its baseline, the plan that holds, the day it was passed, and how late that is."""

    label: str
    base: date | None
    plan: date | None
    done: date | None
    skipped: bool
    late: int


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """A register with its sums."""

    register: Register
    sums: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Everything a page shows of a work."""

    work: Work
    kind: Kind
    topic: Topic | None
    standing: Standing
    milestones: tuple[MilestoneRow, ...]
    changes: Any
    registers: tuple[RegisterCard, ...]
    money: tuple[WorkMoney, ...]
    papers: tuple[PlanningPaper, ...]
    reports: tuple[Report, ...]
    pictures: tuple[SitePicture, ...]
    place: Place | None
    sketch: Sketch | None
    park: str
    utility: str
    rule: str


def work_page(work: Work, *, on: date) -> WorkPage:
    """Gather it."""
    kind = kind_of(work.kind)
    standing = standings([work], on=on)[work.pk]
    place = work.places.first()  # type: ignore[attr-defined]
    return WorkPage(
        work=work, kind=kind, topic=topic_of(work.topic), standing=standing, milestones=_milestones(standing, kind, on),
        changes=changes_of(work, HISTORY), registers=tuple(card_of(work, code) for code in kind.registers),
        money=tuple(WorkMoney.objects.filter(work=work).select_related("by").order_by("-holds_from", "-known_at")),
        papers=tuple(PlanningPaper.objects.filter(work=work).select_related("file", "by").order_by("-on", "-at")),
        reports=tuple(Report.objects.filter(work=work).select_related("by")[:20]),
        pictures=tuple(SitePicture.objects.filter(work=work)[:MOST_PICTURES]), place=place,
        sketch=sketch(work, place) if place is not None else None, park=parks().get(work.park, work.park),
        utility=dict_of_utilities().get(work.utility, ""), rule=kind_rules().progress,
    )  # fmt: skip


def dict_of_utilities() -> dict[str, str]:
    """The words of the utilities."""
    from ..models.utilities import UtilityKind

    return dict(UtilityKind.choices)


def card_of(work: Work, code: str) -> RegisterCard:
    """A register of a work with its sums as they stand."""
    register = REGISTERS[code]
    rows = list(register.model.objects.filter(work=work).standing())
    return RegisterCard(register, figures_of(rows, code) or {"all": len(rows)})


def _milestones(standing: Standing, kind: Kind, on: date) -> tuple[MilestoneRow, ...]:
    rows = []
    skipped = _skipped(standing.work)
    for step in load_procedure(kind.procedure).steps:
        plan, done = standing.plan.get(step.code), standing.reached.get(step.code)
        late = ((done or on) - plan).days if plan is not None and (done or on) > plan else 0
        rows.append(MilestoneRow(step.label, standing.base.get(step.code), plan, done, step.code in skipped, late))
    return tuple(rows)


def _skipped(work: Work) -> frozenset[str]:
    if work.case is None:
        return frozenset()
    opened = work.case.events.order_by("serial").values_list("data", flat=True).first() or {}
    return frozenset(opened.get("skip", ()))


def plan_history(work: Work) -> list[PlannedDate]:
    """Every planned date, the newest first."""
    return list(PlannedDate.objects.filter(work=work).select_related("by").order_by("-at"))
