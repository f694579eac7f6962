"""The problems that were put in on purpose, each with the place where it lies.

`kind` is the reader's word for it (`bad_uscc`, `total_mismatch` ...), or says what a later step meets: `absent`,
`unlinked_name`, `unknown_column`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from yuanheng.demo.cells import CellValue


@dataclass(frozen=True, slots=True)
class Planted:
    """One deliberate problem; `measures` are those of the firm and year that it spoils."""

    kind: str
    file: str
    sheet: str
    cell: str
    subject_id: str
    subject_name: str
    year: int
    measures: tuple[str, ...]
    note: str

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Override:
    """What stands in a cell instead of what should; a kind of '' is mess that a reader must understand."""

    kind: str
    value: CellValue
    note: str = ""
    spoils_row: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A whole row that is a problem."""

    kind: str
    note: str


def as_markdown(planted: Iterable[Planted]) -> str:
    """`problems.md`: a table a clerk can go through."""
    lines = [
        "# 演示数据中有意放入的问题",
        "",
        "下列问题由生成器有意放入,供练习“读表、改错、归户”。其余数据均可读、可归户,并与 `truth.parquet` 一致。",
        "",
        "| 类型 | 年度 | 文件 | 工作表 | 单元格 | 企业 | 指标 | 说明 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for item in planted:
        cells = (
            item.kind, str(item.year), item.file, item.sheet, item.cell,
            f"{item.subject_id} {item.subject_name}".strip(), "、".join(item.measures), item.note,
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
