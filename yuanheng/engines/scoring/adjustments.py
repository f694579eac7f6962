"""What is added, taken away, forced, barred, shielded or set aside: each a condition with its effect and its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from yuanheng.engines.rules import Citation

from .conditions import Condition, Rule
from .formula import RatioText
from .numbers import Number, plain


class Named(Rule):
    """A condition with the words an official would use for it."""

    label: str
    where: Condition
    source: Citation | None = None
    note: str = ""


class Exclusion(Named):
    """Who is not evaluated at all. Unknown is not excluded: only a known fact takes a firm out."""

    def sentence(self, labels: dict[str, str]) -> str:
        """The exclusion in words."""
        return f"{self.label}({self.where.sentence(labels)})不参加评价"


class Unclassified(Named):
    """Class T: not suited to evaluation."""

    def sentence(self, labels: dict[str, str]) -> str:
        """The condition in words."""
        return f"{self.label}({self.where.sentence(labels)})"


class AdjustmentItem(Named):
    """Points for whoever the condition covers; `times` multiplies them by a figure (missing or negative counts as none)."""

    points: Number = Field(gt=0)
    times: RatioText | None = None

    def sentence(self, labels: dict[str, str]) -> str:
        """The item in words."""
        each = "每项 " if self.times else ""
        return f"{self.label}({self.where.sentence(labels)}){each}{plain(self.points)} 分"


class AdjustmentTable(Rule):
    """One table of bonus or deduction items: all that hold are added, or only the best counts."""

    label: str
    items: tuple[AdjustmentItem, ...] = Field(min_length=1)
    take: Literal["sum", "best"] = "sum"
    cap: Number | None = None
    source: Citation | None = None
    note: str = ""

    def sentence(self, labels: dict[str, str]) -> str:
        """The table in words."""
        items = ";".join(item.sentence(labels) for item in self.items)
        cap = f",最高 {plain(self.cap)} 分" if self.cap is not None else ""
        return f"{self.label}:{items}{'(取最高一项)' if self.take == 'best' else ''}{cap}"


class Adjustments(Rule):
    """All bonus tables, or all deduction tables, with a cap over all of them."""

    tables: tuple[AdjustmentTable, ...] = ()
    cap: Number | None = None
    source: Citation | None = None


class Veto(Named):
    """一票否决: forces the last class (or a named one), or bars from named classes.

    A barred firm keeps its place in the count unless `refill`: then the next firm moves up into it.
    """

    force: str | None = None
    bar: tuple[str, ...] = ()
    refill: bool = False

    @model_validator(mode="after")
    def _one_effect(self) -> Self:
        if (self.force is None) == (not self.bar):
            raise ValueError("一票否决要写 force(定为哪类,last 为末类)或 bar(不得评为哪几类),二者取一")
        return self

    def sentence(self, labels: dict[str, str]) -> str:
        """The veto in words."""
        if self.force is not None:
            effect = "定为末类" if self.force == "last" else f"定为 {self.force} 类"
        else:
            effect = f"不得评为 {'、'.join(self.bar)} 类"
        place = "名额由后一名递补" if self.refill else "名额不递补"
        return f"{self.label}({self.where.sentence(labels)}){effect},{place}"


class Shield(Named):
    """保护条款: not the last class, unless vetoed."""

    unless_vetoed: bool = True

    def sentence(self, labels: dict[str, str]) -> str:
        """The shield in words."""
        return (
            f"{self.label}({self.where.sentence(labels)})不列入末类{',被一票否决的除外' if self.unless_vetoed else ''}"
        )


class UnclassifiedRule(Rule):
    """How class T is treated: outside or inside the count of places, scored or not, managed as which class."""

    code: str = "T"
    label: str = "暂不评价类"
    scored: bool = False
    inside_count: bool = False
    managed_as: str = ""
    items: tuple[Unclassified, ...] = ()
    source: Citation | None = None

    def sentence(self) -> str:
        """The treatment in words."""
        parts = ["计算得分但不定级" if self.scored else "不计分、不定级"]
        parts.append("计入分档基数但不占名额" if self.inside_count else "不计入分档基数")
        if self.managed_as:
            parts.append(f"按 {self.managed_as} 类管理")
        return "、".join(parts)


class TotalRule(Rule):
    """Limits and rounding of the total, half away from zero, before ranking. `round: null` keeps it exact."""

    floor: Number | None = None
    cap: Number | None = None
    round: int | None = Field(default=2, ge=0, le=12)
    source: Citation | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            raise ValueError("总分下限不能高于上限")
        return self

    def sentence(self) -> str:
        """The rule in words."""
        parts = []
        if self.floor is not None:
            parts.append(f"总分最低 {plain(self.floor)} 分")
        if self.cap is not None:
            parts.append(f"总分最高 {plain(self.cap)} 分")
        kept = "总分不取整" if self.round is None else f"总分四舍五入到 {self.round} 位小数后排名"
        return "、".join([*parts, kept])


ZERO = Decimal(0)
