"""Earliest and latest times of a network of steps, in whole working days: the critical path method.

A step that waits for any one of several is held by the earliest alone; so only that one can be critical through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from .definition import Procedure, Step


@dataclass(frozen=True, slots=True)
class Network:
    """Starts, finishes and slack by step; `finish` is the end of the whole, all counted from `origin`."""

    start: Mapping[str, int]
    finish_of: Mapping[str, int]
    slack: Mapping[str, int]
    finish: int

    @property
    def critical(self) -> tuple[str, ...]:
        """Steps that cannot slip without the end slipping, in order of time."""
        tight = [code for code, slack in self.slack.items() if slack <= 0]
        return tuple(sorted(tight, key=lambda code: (self.start[code], self.finish_of[code])))


def network(
    procedure: Procedure,
    durations: Mapping[str, int],
    *,
    origin: int = 0,
    starts: Mapping[str, int] | None = None,
    finishes: Mapping[str, int] | None = None,
) -> Network:
    """Forward and backward pass. `starts` and `finishes` fix what has happened already."""
    order = ordered(procedure)
    start: dict[str, int] = {}
    finish: dict[str, int] = {}
    for step in order:
        ends = [finish[code] for code in step.after]
        ready = (max(ends) if step.join == "all" else min(ends)) if ends else origin
        start[step.code] = (starts or {}).get(step.code, ready)
        finish[step.code] = (finishes or {}).get(step.code, start[step.code] + durations[step.code])
    end = max(finish.values())
    return Network(start, finish, _slack(order, start, finish, end), end)


def ordered(procedure: Procedure) -> tuple[Step, ...]:
    """Steps so that each comes after those it waits for; the file's order where that leaves a choice."""
    by_code = {step.code: step for step in procedure.steps}
    return tuple(by_code[code] for code in TopologicalSorter({s.code: s.after for s in procedure.steps}).static_order())


def _slack(order: tuple[Step, ...], start: Mapping[str, int], finish: Mapping[str, int], end: int) -> dict[str, int]:
    latest = {step.code: end for step in order}
    for step in reversed(order):
        latest_start = latest[step.code] - (finish[step.code] - start[step.code])
        for code in step.after:
            if step.join == "all" or finish[code] == min(finish[c] for c in step.after):
                latest[code] = min(latest[code], latest_start)
    return {step.code: latest[step.code] - finish[step.code] for step in order}
