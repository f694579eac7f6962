"""One base error: where, what was found, what was expected, what to do.

Every message a user can meet is made of those four parts, in Chinese, because the users are clerks
with forty spreadsheets. A reader of files collects all its problems and reports them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and the way out of it.

    `kind` is a stable English code (`bad_uscc`); `where` a place a person can go to
    (`税务局.xlsx › 3月 › C12`); `file`, `sheet` and `cell` the same place for programs.
    """

    kind: str
    where: str
    found: str
    expected: str
    advice: str
    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.where}:发现 {self.found};应为 {self.expected};请{self.advice}"


class YuanhengError(Exception):
    """Base of every error this product raises on purpose."""

    kind = "error"

    def __init__(self, *, where: str, found: str, expected: str, advice: str) -> None:
        self.problem = Problem(kind=self.kind, where=where, found=found, expected=expected, advice=advice)
        super().__init__(str(self.problem))


class ProblemsError(YuanhengError):
    """Several problems at once; `problems` lists them all."""

    kind = "problems"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("ProblemsError needs at least one problem")
        self.problem = self.problems[0]
        Exception.__init__(self, "\n".join(str(p) for p in self.problems))


@dataclass(slots=True)
class Problems:
    """Collects problems; `raise_if_any` reports them together."""

    items: list[Problem] = field(default_factory=list)

    def add(
        self,
        kind: str,
        *,
        where: str,
        found: str,
        expected: str,
        advice: str,
        file: str = "",
        sheet: str = "",
        cell: str = "",
    ) -> None:
        """Note one problem and carry on."""
        self.items.append(
            Problem(
                kind=kind,
                where=where,
                found=found,
                expected=expected,
                advice=advice,
                file=file,
                sheet=sheet,
                cell=cell,
            )
        )

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        self.items.extend(problems)

    def raise_if_any(self) -> None:
        """Raise all collected problems as one error.

        Raises:
            ProblemsError: when anything was collected.
        """
        if self.items:
            raise ProblemsError(self.items)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
