"""Earliest times of a network of steps in whole working days, and what cannot slip: the critical path method.

With steps that wait for any one of several, the usual backward pass is wrong (two that end together hold nobody up
alone; one before both holds up everybody). So "critical" is asked outright: does one day more on this step move the end?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter

from .definition import Procedure, Step


@dataclass(frozen=True)
class Network:
    """Starts and finishes by step, counted from `origin`; the whole ends when every step that nothing waits for has.

    `fixed_starts` and `fixed_finishes` are what has happened, or is known, already; `done` steps can slip no more.
    """

    order: tuple[Step, ...] = field(repr=False)
    durations: Mapping[str, int]
    origin: int = 0
    fixed_starts: Mapping[str, int] = field(default_factory=dict)
    fixed_finishes: Mapping[str, int] = field(default_factory=dict)
    done: frozenset[str] = frozenset()

    @cached_property
    def start(self) -> Mapping[str, int]:
        """The earliest start of each step."""
        return self._pass("", 0)[0]

    @cached_property
    def finish_of(self) -> Mapping[str, int]:
        """The earliest finish of each step."""
        return self._pass("", 0)[1]

    @cached_property
    def finish(self) -> int:
        """The earliest end of the whole."""
        return self._end(self.finish_of)

    @cached_property
    def critical(self) -> tuple[str, ...]:
        """Steps of which one day more moves the end, in order of time."""
        tight = [s.code for s in self.order if s.code not in self.done and self._moves_end(s.code, 1)]
        return tuple(sorted(tight, key=lambda code: (self.start[code], self.finish_of[code])))

    def slack(self, code: str) -> int:
        """The most days a step may slip without moving the end, at most until the end itself."""
        low, high = 0, max(0, self.finish - self.finish_of[code])
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (low, middle - 1) if self._moves_end(code, middle) else (middle, high)
        return low

    def _moves_end(self, code: str, days: int) -> bool:
        return self._end(self._pass(code, days)[1]) > self.finish

    def _end(self, finish: Mapping[str, int]) -> int:
        waited_for = {code for step in self.order for code in step.after}
        return max(day for code, day in finish.items() if code not in waited_for)

    def _pass(self, late: str, by: int) -> tuple[dict[str, int], dict[str, int]]:
        start: dict[str, int] = {}
        finish: dict[str, int] = {}
        for step in self.order:
            code, ends = step.code, [finish[before] for before in step.after]
            ready = (max(ends) if step.join == "all" else min(ends)) if ends else self.origin
            start[code] = self.fixed_starts.get(code, ready)
            finish[code] = self.fixed_finishes.get(code, start[code] + self.durations[code]) + by * (code == late)
        return start, finish


def ordered(procedure: Procedure) -> tuple[Step, ...]:
    """Steps so that each comes after those it waits for; the file's order where that leaves a choice."""
    by_code = {step.code: step for step in procedure.steps}
    return tuple(by_code[code] for code in TopologicalSorter({s.code: s.after for s in procedure.steps}).static_order())
