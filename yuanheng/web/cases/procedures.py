"""The procedures on offer, the broken ones apart with what is wrong."""

from __future__ import annotations

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.procedures import Procedure, list_procedures, load_procedure


def every_procedure() -> tuple[list[Procedure], dict[str, tuple[Problem, ...]]]:
    """All that can be used, and for each file that cannot, its problems."""
    good: list[Procedure] = []
    broken: dict[str, tuple[Problem, ...]] = {}
    for name in list_procedures():
        try:
            good.append(load_procedure(name))
        except ProblemsError as error:
            broken[name] = error.problems
    return good, broken


def find_procedure(name: str) -> Procedure | None:
    """One by name; None where there is none or its file is wrong."""
    return next((each for each in every_procedure()[0] if each.name == name), None)
