"""Procedures as people read them: in sentences with their sources, and as a chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuanheng.engines.errors import Problem
from yuanheng.engines.procedures import Procedure, describe_procedure

from ..models import RUNNING, Case
from ..procedures import every_procedure
from .case import levels

UNSURE = ("K", "?")


@dataclass(frozen=True)
class ProcedurePage:
    """One procedure: what it says, where from, what is assumed, how its steps hang together."""

    procedure: Procedure
    sentences: tuple[str, ...]
    steps: tuple[str, ...]
    assumed: tuple[str, ...]
    source: str
    assumption: bool
    chain: tuple[tuple[Any, ...], ...]
    running: int = 0


def procedure_page(procedure: Procedure, *, running: int = 0) -> ProcedurePage:
    """The page of a procedure."""
    said = describe_procedure(procedure)
    steps = len(procedure.steps)
    tail = len(said) - len(procedure.assumptions)
    return ProcedurePage(
        procedure=procedure,
        sentences=said[: tail - steps],
        steps=said[tail - steps : tail],
        assumed=procedure.assumptions,
        source=procedure.source.sentence(),
        assumption=procedure.source.sureness in UNSURE or bool(procedure.assumptions),
        chain=tuple(tuple(column) for column in levels(procedure)),
        running=running,
    )


def library() -> tuple[list[ProcedurePage], dict[str, tuple[Problem, ...]]]:
    """Every procedure with how many cases run under it; the broken files apart."""
    good, broken = every_procedure()
    return [procedure_page(each, running=running_under(each.name)) for each in good], broken


def running_under(name: str) -> int:
    """How many cases of a procedure are not closed."""
    return Case.objects.filter(procedure=name, status__in=RUNNING).count()
