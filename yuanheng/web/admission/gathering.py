"""The figures a project already has, in the stored units of the checks' inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.web.projects.models import Project

from .models import CheckResult, CheckRun, Reserve
from .policy import Gate, Input
from .reserves import known_elsewhere

OF_PROJECT = {
    "project_name": "name",
    "land": "land_mu",
    "floor_area": "plant_m2",
    "power_demand": "power_kva",
    "water_demand": "water_t_day",
}
OF_RESERVE = {
    "power_reserve": "power",
    "water_reserve": "water",
    "heat_reserve": "heat",
    "sewage_reserve": "sewage",
}
ORIGINS = {"filled": "填报", "project": "项目记录", "reserve": "余量登记", "absent": "没有"}


@dataclass(frozen=True, slots=True)
class Known:
    """A value with where it is from."""

    value: Any
    origin: str


def industry_digits(code: str) -> str:
    """3562, for C3562 and 3562: the letter names the section and says nothing more."""
    return code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst")


def of_project(project: Project) -> dict[str, Any]:
    """What the project's record says. An amount in another currency is no amount in yuan and is left out."""
    found = {name: getattr(project, attribute) for name, attribute in OF_PROJECT.items()}
    found["industry_code"] = industry_digits(project.industry_code or "")
    total = project.amounts.filter(kind="total").order_by("-holds_from", "-known_at").first()
    in_yuan = total is not None and total.currency == YUAN
    found["total_investment"] = total.amount if in_yuan else None
    return {name: value for name, value in found.items() if value not in (None, "")}


YUAN = "yuan"


def of_reserves(park: str, on: date, project: Project | None = None) -> dict[str, Decimal]:
    """The newest reserve of each utility on or before the day: as told here, or as a higher app knows it (capacity less
    what is contracted and promised to others) where that is not older; none for a park that is not known."""
    found: dict[str, Decimal] = {}
    rows = Reserve.objects.filter(park=park, as_of__lte=on).order_by("as_of", "at", "pk") if park else ()
    newest = {row.kind: (row.amount, row.as_of) for row in rows}
    for kind, (amount, as_of) in known_elsewhere(park, on, project).items() if park else ():
        if kind not in newest or as_of >= newest[kind][1]:
            newest[kind] = (amount, as_of)
    for name, kind in OF_RESERVE.items():
        if kind in newest:
            found[name] = newest[kind][0]
    return found


def last_filled(project: Project, gate: Gate) -> tuple[dict[str, Any], str]:
    """What was filled in last time (of this gate, else of the other), and the park."""
    run = project.admission_runs.filter(gate=gate).first() or project.admission_runs.first()
    if run is None:
        return {}, ""
    found: dict[str, Any] = {}
    for result in CheckResult.objects.filter(run=run):
        found.update({i["name"]: i["value"] for i in result.inputs if i["origin"] == "filled"})
    return found, run.park


def as_value(item: Input, value: Any) -> Any:
    """A stored JSON value as the policy takes it: amounts are decimals, never binary."""
    if value in (None, ""):
        return None
    return Decimal(str(value)) if item.kind == "amount" else value


def newest_run(project: Project, gate: Gate, *, until: date | None = None) -> CheckRun | None:
    """The newest run of a gate, as it stood at the end of a day."""
    rows = CheckRun.objects.filter(project=project, gate=gate)
    return (rows.filter(on__lte=until) if until else rows).order_by("-on", "-at", "-pk").first()
