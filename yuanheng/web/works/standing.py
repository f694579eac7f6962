"""How works stand on a day, several at once in a fixed number of queries: steps, plans, money, light."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.procedures import load_procedure
from yuanheng.web.cases.models import CaseStep

from .models import PlannedDate, StepReached, Work, WorkMoney
from .models.work import MoneyKind, WorkState
from .policy.lights import Dated, Light, light_of
from .rules import kind_of, kind_rules


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of a work in yuan; None where nothing is stated. `share` is paid of contract, in per cent."""

    budget: Decimal | None = None
    contract: Decimal | None = None
    paid: Decimal | None = None

    @property
    def over(self) -> bool:
        """Whether more was paid than contracted."""
        return bool(self.paid) and (self.contract is None or (self.paid or Decimal(0)) > self.contract)

    @property
    def left(self) -> Decimal | None:
        """What is contracted and not paid."""
        return None if self.contract is None else self.contract - (self.paid or Decimal(0))


@dataclass(slots=True)
class Standing:
    """One work on a day: `reached` and the plans by step, the steps at work, money, light."""

    work: Work
    reached: dict[str, date] = field(default_factory=dict)
    base: dict[str, date] = field(default_factory=dict)
    plan: dict[str, date] = field(default_factory=dict)
    current: list[CaseStep] = field(default_factory=list)
    money: Sums = field(default_factory=Sums)
    light: Light = field(default_factory=lambda: Light("secondary", "未启动", ()))

    @property
    def now(self) -> str:
        """The steps at work, in words."""
        return "、".join(step.label for step in self.current)


def labels_of(work: Work) -> dict[str, str]:
    """The steps of a work's procedure by code."""
    return {step.code: step.label for step in load_procedure(kind_of(work.kind).procedure).steps}


def standings(works: Sequence[Work], *, on: date, known_on: date | None = None) -> dict[Any, Standing]:
    """By the works' ids."""
    found = {work.pk: Standing(work) for work in works}
    for pk, step, day in reached_rows(found, on=on, known_on=known_on):
        found[pk].reached[step] = day
    for row in PlannedDate.objects.filter(work__in=found).order_by("serial"):
        found[row.work_id].base.setdefault(row.step, row.planned_on)
        found[row.work_id].plan[row.step] = row.planned_on
    by_case = {work.case_id: work.pk for work in works if work.case_id}
    steps = CaseStep.objects.filter(case__in=by_case, status__in=("active", "suspended")).order_by("case", "order")
    for step in steps:
        found[by_case[step.case_id]].current.append(step)
    for pk, sums in money_of(found, on=on, known_on=known_on).items():
        found[pk].money = sums
    for standing in found.values():
        standing.light = _light(standing, on)
    return found


def reached_rows(ids: Any, *, on: date, known_on: date | None) -> list[tuple[Any, str, date]]:
    """(work, step, day) of every step passed by a day, as known at the end of another."""
    from yuanheng.web.base.moment import end_of

    rows, moment = StepReached.objects.filter(work__in=list(ids)), end_of(known_on)
    rows = rows if moment is None else rows.filter(known_at__lte=moment)
    newest = rows.order_by("work_id", "step", "-known_at", "-pk").distinct("work_id", "step")
    return [(r.work_id, r.step, r.happened_on) for r in newest if not r.undone and r.happened_on <= on]


def money_of(ids: Any, *, on: date, known_on: date | None = None) -> dict[Any, Sums]:
    """Budget, contract and payments of each work that has any."""
    rows = WorkMoney.objects.known(on, known_on).filter(work__in=list(ids)).order_by("holds_from", "known_at", "pk")
    held: dict[Any, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        sums = held[row.work_id]
        before = sums.get(row.kind, Decimal(0)) if row.kind == MoneyKind.PAID else Decimal(0)
        sums[row.kind] = before + row.amount
    return {pk: Sums(s.get("budget"), s.get("contract"), s.get("paid")) for pk, s in held.items()}


def _light(standing: Standing, on: date) -> Light:
    work, labels = standing.work, labels_of(standing.work)
    planned = [
        Dated(labels.get(step, step), day) for step, day in standing.plan.items() if step not in standing.reached
    ]
    due = [Dated(s.label, s.due_on) for s in standing.current if s.due_on is not None and s.status == "active"]
    return light_of(
        on=on, has_case=work.case_id is not None, closed=work.state in (WorkState.DONE, WorkState.STOPPED), due=due,
        planned=planned, soon_days=kind_rules().light.plan_soon_days, contract=standing.money.contract,
        paid=standing.money.paid,
    )  # fmt: skip
