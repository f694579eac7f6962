"""Where the table of a list begins and what its columns mean, by the words of `rules/tenancies`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.tenancies import load_tenancy_rules
from yuanheng.web.projects.library.layout import Column, Sheet, fold, open_sheets, unit_in

from ..models import ImportKind

HEAD_ROWS = 20
LEAST = {ImportKind.TENANCIES: 3, ImportKind.METERS: 3}
NEEDED: dict[str, tuple[set[str], ...]] = {
    ImportKind.TENANCIES: ({"owner", "tenant"}, {"reporter", "other"}),
    ImportKind.METERS: ({"account", "user"},),
}
EXPECTED = {
    ImportKind.TENANCIES: "出租方和承租方两列(或企业名称、对方单位和出租/承租),以及面积、租期",
    ImportKind.METERS: "户号和用电企业两列,以及分表号、倍率、电量",
}


def fields_of(kind: str) -> dict[str, Any]:
    """The fields of a kind of list."""
    rules = load_tenancy_rules()
    return dict(rules.tenancy_fields if kind == ImportKind.TENANCIES else rules.meter_fields)


def finder(kind: str) -> Callable[[Path], Sequence[Sheet]]:
    """What finds the sheets that are lists of this kind.

    Raises (when called):
        ProblemsError: the file cannot be opened, or no sheet has such a head.
    """
    words = {fold(word): name for name, field in fields_of(kind).items() for word in field.words}

    def find(path: Path) -> Sequence[Sheet]:
        found = [sheet for name, rows in open_sheets(path) if (sheet := _table(name, rows, words, kind)) is not None]
        if not found:
            problem = Problem(
                "no_header", path.name, f"前 {HEAD_ROWS} 行里没有找到表头", EXPECTED[ImportKind(kind)],
                "核对是不是这种清单,或给表格加上表头", file=path.name,
            )  # fmt: skip
            raise ProblemsError([problem])
        return found

    return find


def _meant(heading: str, words: dict[str, str]) -> str:
    plain = fold(heading)
    return words.get(plain) or words.get(plain.split("(")[0], "")


def _table(name: str, rows: Sequence[Sequence[Any]], words: dict[str, str], kind: str) -> Sheet | None:
    hits = [
        (len({_meant(str(c), words) for c in row if isinstance(c, str)} - {""}), -place)
        for place, row in enumerate(rows[:HEAD_ROWS])
    ]
    most, place = max(hits, default=(0, 0))
    if most < LEAST[ImportKind(kind)]:
        return None
    columns, seen = [], set()
    for index, cell in enumerate(rows[-place]):
        heading = "".join(str(cell).split()) if cell is not None else ""
        field = _meant(heading, words)
        columns.append(
            Column(index=index, heading=heading, unit=unit_in(heading), field="" if field in seen else field)
        )
        seen.add(field)
    if not any(needed <= seen for needed in NEEDED[kind]):
        return None
    first = -place + 1
    return Sheet(name=name, columns=tuple(columns), first=first + 1, rows=tuple(tuple(r) for r in rows[first:]))
