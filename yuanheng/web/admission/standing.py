"""Whether a project has passed the checks of a gate: the newest run, with the exemptions that stand for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.web.projects.models import Project, StageEntry

from .models import CheckResult, CheckRun, Exemption
from .policy import Gate, Outcome

STAGE_OF = {Gate.SIGNING: "signed", Gate.LAND: "land_supplied"}
STAGE_LABELS = {Gate.SIGNING: "签约", Gate.LAND: "供地"}
STATES = {
    "none": ("未审查", "secondary"),
    "passed": ("通过", "green"),
    "exempted": ("豁免后通过", "lime"),
    "unknown": ("缺数待补", "orange"),
    "failed": ("不通过", "red"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands at a gate."""

    gate: Gate
    state: str
    run: CheckRun | None = None
    open_checks: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """In words."""
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        """The badge's colour."""
        return STATES[self.state][1]

    @property
    def through(self) -> bool:
        """True when nothing stands against going on."""
        return self.state in ("passed", "exempted")


def standings(projects: Iterable[Any], *, until: date | None = None) -> dict[tuple[Any, Gate], Standing]:
    """Of many projects at both gates, in three queries; `projects` are primary keys."""
    keys = list(projects)
    rows = CheckRun.objects.filter(project__in=keys).order_by("on", "at", "pk")
    newest = {(run.project_id, Gate(run.gate)): run for run in (rows.filter(on__lte=until) if until else rows)}
    results: dict[Any, list[CheckResult]] = {}
    for result in CheckResult.objects.filter(run__in=[run.pk for run in newest.values()]).order_by("position"):
        results.setdefault(result.run_id, []).append(result)
    granted = set(Exemption.objects.filter(project__in=keys).values_list("project_id", "fingerprint"))
    found = {(key, gate): Standing(gate, "none") for key in keys for gate in Gate}
    for (key, gate), run in newest.items():
        found[key, gate] = _standing(gate, run, results.get(run.pk, []), {f for p, f in granted if p == key})
    return found


def standing(project: Project, gate: Gate, *, until: date | None = None) -> Standing:
    """Of one project at one gate."""
    return standings([project.pk], until=until)[project.pk, gate]


def _standing(gate: Gate, run: CheckRun, results: list[CheckResult], granted: set[str]) -> Standing:
    failed = [r for r in results if r.outcome == Outcome.FAILED and r.fingerprint not in granted]
    unknown = [r for r in results if r.outcome == Outcome.UNKNOWN]
    exempted = any(r.outcome == Outcome.FAILED and r.fingerprint in granted for r in results)
    state = "failed" if failed else "unknown" if unknown else "exempted" if exempted else "passed"
    return Standing(gate, state, run, tuple(r.label for r in (*failed, *unknown)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A stage that was recorded without a passed admission; `now` is how it stands today."""

    gate: Gate
    happened_on: date
    then: Standing
    now: Standing

    @property
    def sentence(self) -> str:
        """In words, with what to do."""
        what = f"{STAGE_LABELS[self.gate]}({self.happened_on:%Y-%m-%d})时准入审查{self.then.label}"
        if self.now.through:
            return f"{what},事后补审{self.now.label}。"
        open_checks = f":{'、'.join(self.now.open_checks)}" if self.now.open_checks else ""
        return f"{what},至今{self.now.label}{open_checks}。请补做准入审查,或按程序办理豁免。"


def gaps(project: Project) -> tuple[Gap, ...]:
    """The stages of a project that went ahead of its admission."""
    found = []
    for gate, stage in STAGE_OF.items():
        entry = first_entry(project, stage)
        if entry is not None:
            then = standing(project, gate, until=entry.happened_on)
            if not then.through:
                found.append(Gap(gate, entry.happened_on, then, standing(project, gate)))
    return tuple(found)


def first_entry(project: Project, stage: str) -> StageEntry | None:
    """The earliest entry of a stage that still stands."""
    rows = StageEntry.objects.filter(project=project, stage=stage, withdrawn_at__isnull=True)
    return rows.order_by("happened_on", "known_at").first()
