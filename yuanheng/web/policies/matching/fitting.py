"""All conditions of a policy together. A group of alternatives is met if one is; unknown if none is met and one unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .conditions import Condition, Finding, Known, Labels, Outcome, hold
from .support import Support, Worth


class Verdict(StrEnum):
    """What a policy is to a subject: may have it, must be found out, may not."""

    FITS = "fits"
    ASK = "ask"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Fit:
    """A policy held against a subject: each condition's finding, what it is worth, what to find out."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    worth: Worth

    @property
    def asks(self) -> tuple[str, ...]:
        """What would settle it, each once; nothing where something is unmet anyway."""
        if self.verdict is Verdict.NOT:
            return ()
        told = [f.ask for f in self._open(Outcome.UNKNOWN) if f.ask]
        return tuple(dict.fromkeys([*told, *([self.worth.ask] if self.worth.ask else [])]))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """What is not met; an alternative beside one that is met does not count."""
        return tuple(self._open(Outcome.NOT_MET))

    def _open(self, outcome: Outcome) -> list[Finding]:
        """Findings of an outcome, but for those of a group that is met already."""
        met = {f.condition.group for f in self.findings if f.condition.group and f.outcome is Outcome.MET}
        return [f for f in self.findings if f.outcome is outcome and f.condition.group not in met]


def fit(
    conditions: Sequence[Condition], support: Support, facts: Mapping[str, Known], *, on: date, labels: Labels,
    order: tuple[str, ...] = (),
) -> Fit:  # fmt: skip
    """Hold every condition against the facts. A policy without conditions fits everybody."""
    findings = tuple(hold(c, facts.get(c.field), on=on, labels=labels, order=order) for c in conditions)
    groups: dict[str, list[Outcome]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(finding.condition.group or f"#{number}", []).append(finding.outcome)
    outcomes = [_any(outcomes) for outcomes in groups.values()]
    return Fit(_verdict(outcomes), findings, support.worth(facts))


def _any(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    for outcome in (Outcome.MET, Outcome.UNKNOWN):
        if outcome in found:
            return outcome
    return Outcome.NOT_MET


def _verdict(outcomes: Iterable[Outcome]) -> Verdict:
    found = set(outcomes)
    if Outcome.NOT_MET in found:
        return Verdict.NOT
    return Verdict.ASK if Outcome.UNKNOWN in found else Verdict.FITS
