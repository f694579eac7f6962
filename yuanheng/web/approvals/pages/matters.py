"""One chain: its items in columns, side by side where they may be, its limit and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.engines.powers import Matter, procedure_of_matter
from yuanheng.engines.procedures import Procedure, describe_procedure

from ..rules import Limit, limits, matters, powers


@dataclass(frozen=True)
class MatterPage:
    """A chain on a day."""

    matter: Matter
    procedure: Procedure
    columns: tuple[tuple[Any, ...], ...]
    bureaus: tuple[str, ...]
    papers: tuple[tuple[Any, tuple[str, ...]], ...]
    saved: int
    limits: tuple[tuple[Limit, int], ...]
    sentences: tuple[str, ...]


def matter_page(matter: Matter, *, on: date) -> MatterPage:
    """Everything the page of a chain shows."""
    procedure = procedure_of_matter(matter, powers(), on=on)
    asked = [p for step in procedure.steps for p in step.papers]
    alone = sum(len(powers()[code].at(on).papers) for code in matter.codes)
    return MatterPage(
        matter=matter,
        procedure=procedure,
        columns=columns_of(procedure),
        bureaus=tuple(dict.fromkeys(step.bureau for step in procedure.steps)),
        papers=tuple((p, _users(p.kind, matter, on)) for p in asked),
        saved=alone - len(asked),
        limits=tuple((m, part.days) for m in limits() for part in m.parts if part.matter == matter.name),
        sentences=describe_procedure(procedure),
    )


def columns_of(procedure: Procedure) -> tuple[tuple[Any, ...], ...]:
    """Steps in columns: each one column after the last of those it waits for."""
    depth: dict[str, int] = {}
    while len(depth) < len(procedure.steps):
        for step in procedure.steps:
            if step.code not in depth and all(code in depth for code in step.after):
                depth[step.code] = 1 + max((depth[code] for code in step.after), default=-1)
    return tuple(
        tuple(step for step in procedure.steps if depth[step.code] == column)
        for column in range(max(depth.values()) + 1)
    )


def _users(kind: str, matter: Matter, on: date) -> tuple[str, ...]:
    known = powers()
    return tuple(known[c].name for c in matter.codes if any(p.kind == kind for p in known[c].at(on).papers))


def matter_named(name: str) -> Matter | None:
    """A chain by name."""
    return matters().get(name)
