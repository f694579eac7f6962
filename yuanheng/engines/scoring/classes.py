"""Classes and their cuts: how many places each class has among n ranked firms."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from yuanheng.engines.rules import Citation

from .conditions import Rule
from .numbers import Number, plain

Rounding = Literal["floor", "ceil", "half_up"]
_ROUNDING_WORDS = {"floor": "舍去小数", "ceil": "进一取整", "half_up": "四舍五入"}
_KINDS = ("cumulative", "own", "own_count", "tail", "tail_count", "at_least", "rest")


class ClassRule(Rule):
    """One class and where it ends.

    `cumulative` share from the top, `own` share, `own_count`, `tail` share or `tail_count` from the bottom,
    `at_least` an absolute score, or `rest`. `base` says whether class T counts in n.
    """

    code: str
    label: str = ""
    cumulative: Number | None = Field(default=None, ge=0, le=1)
    own: Number | None = Field(default=None, ge=0, le=1)
    own_count: int | None = Field(default=None, ge=0)
    tail: Number | None = Field(default=None, ge=0, le=1)
    tail_count: int | None = Field(default=None, ge=0)
    at_least: Number | None = None
    rest: bool = False
    rounding: Rounding = "half_up"
    base: Literal["default", "with_t", "without_t"] = "default"
    surcharge: Number | None = None
    colour: Literal["green", "blue", "amber", "orange", "red", "grey"] | None = None
    source: Citation | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_cut(self) -> Self:
        written = [key for key in _KINDS if getattr(self, key) not in (None, False)]
        if len(written) != 1:
            raise ValueError(f"{self.code} 类的分档要在 {'、'.join(_KINDS)} 中写且只写一个,现写了 {len(written)} 个")
        return self

    @property
    def kind(self) -> str:
        """Which of the cuts is written."""
        return next(key for key in _KINDS if getattr(self, key) not in (None, False))

    def sentence(self) -> str:
        """The cut in words."""
        return f"{self.code} 类{f'({self.label})' if self.label else ''}:{self._cut_words()}{self._extras()}"

    def _cut_words(self) -> str:
        words = _ROUNDING_WORDS[self.rounding]
        base = {"default": "", "with_t": ",基数含 T 类", "without_t": ",基数不含 T 类"}[self.base]
        match self.kind:
            case "cumulative":
                return f"排名累计前 {_percent(self.cumulative)}(名额{words}{base})"
            case "own":
                return f"占 {_percent(self.own)}(名额{words}{base})"
            case "own_count":
                return f"{self.own_count} 家"
            case "tail":
                return f"排名最后 {_percent(self.tail)}(名额{words}{base})"
            case "tail_count":
                return f"排名最后 {self.tail_count} 家"
            case "at_least":
                return f"总分不低于 {plain(self.at_least or Decimal(0))} 分"
        return "其余企业"

    def _extras(self) -> str:
        return f",差别化加价系数 {plain(self.surcharge)}" if self.surcharge is not None else ""


class Ties(Rule):
    """Equal totals: by the listed measures (higher first, blank last), then by code; or sharing one class."""

    by: tuple[str, ...] = ()
    share: Literal["best", "worst"] | None = None
    source: Citation | None = None

    def sentence(self, labels: dict[str, str]) -> str:
        """The rule in words."""
        if self.share is not None:
            return f"总分相同的企业归入同一类(按其中{'最好' if self.share == 'best' else '最差'}的名次)"
        order = "、".join(labels.get(name, name) for name in self.by)
        return f"总分相同时依次比较{order},高者在前、缺数在后;仍相同按代码排列" if order else "总分相同时按代码排列"


class Classes(Rule):
    """Classes from best to worst."""

    order: tuple[ClassRule, ...] = Field(min_length=1)
    sets: dict[str, tuple[ClassRule, ...]] = Field(default_factory=dict)
    ties: Ties = Ties()
    source: Citation | None = None

    @model_validator(mode="after")
    def _same_codes(self) -> Self:
        """Sets may cut otherwise (`sets`), but into the same classes, and either all by place or all by score."""
        for name in self.sets:
            other = self.of_set(name)
            if other.codes != self.codes or other.by_score != self.by_score:
                raise ValueError(f"分组 {name} 的类别应与 order 相同:{'、'.join(self.codes)}")
        return self

    def of_set(self, name: str) -> Classes:
        """The classes as a set cuts them."""
        return Classes(order=self.sets[name], ties=self.ties, source=self.source) if name in self.sets else self

    @model_validator(mode="after")
    def _sound(self) -> Self:
        codes = [rule.code for rule in self.order]
        if len(set(codes)) != len(codes):
            raise ValueError(f"类别代码重复:{'、'.join(codes)}")
        by_score = [rule.kind == "at_least" for rule in self.order]
        if any(by_score) and not (all(by_score[:-1]) and self.order[-1].kind in ("at_least", "rest")):
            raise ValueError("按绝对分数分档时,各类都要写 at_least,末类可写 rest")
        edges = [rule.at_least for rule in self.order if rule.at_least is not None]
        if edges != sorted(edges, reverse=True) or len(set(edges)) != len(edges):
            raise ValueError("at_least 应从好类到差类依次降低")
        if sum(rule.rest for rule in self.order) > 1:
            raise ValueError("rest(其余企业)只能有一类")
        for index, rule in enumerate(self.order):
            after = self.order[index + 1 :]
            if rule.rest and not by_score[0] and any(next_.kind not in ("tail", "tail_count") for next_ in after):
                raise ValueError("rest(其余企业)之后的各类只能从末尾往前数(tail、tail_count)")
            if rule.kind in ("tail", "tail_count") and any(next_.kind not in ("tail", "tail_count") for next_ in after):
                raise ValueError("从末尾数的类(tail、tail_count)之后的各类也要从末尾数")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """Class codes from best to worst."""
        return tuple(rule.code for rule in self.order)

    @property
    def by_score(self) -> bool:
        """True where classes are cut by absolute score."""
        return self.order[0].kind == "at_least"

    def places(self, *, ranked: int, unclassified: int, inside_count: bool) -> tuple[int, ...]:
        """The last place of each class among `ranked` firms, never decreasing; the last is `ranked`.

        Cuts from the top fix where a class ends; cuts from the bottom where it starts, so the class before ends there.
        Where both cross, the better class wins. `unclassified` is the number of class T firms of the group.
        """
        sizes = [self._size(rule, ranked, unclassified, inside_count) for rule in self.order]
        ends: list[int | None] = [None] * len(sizes)
        below = ranked
        for index in range(len(sizes) - 1, 0, -1):
            if self.order[index].kind not in ("tail", "tail_count"):
                break
            below = max(0, below - sizes[index])
            ends[index - 1] = below
        last = 0
        for index, rule in enumerate(self.order):
            if rule.kind == "cumulative":
                end = sizes[index]
            elif rule.kind in ("own", "own_count"):
                end = last + sizes[index]
            else:
                end = ranked
            if (from_below := ends[index]) is not None:
                end = from_below if rule.kind in ("rest", "tail", "tail_count") else max(end, from_below)
            last = max(last, min(end, ranked))
            ends[index] = last
        return tuple(ranked if index == len(ends) - 1 else (end or 0) for index, end in enumerate(ends))

    def _size(self, rule: ClassRule, ranked: int, unclassified: int, inside_count: bool) -> int:
        with_t = inside_count if rule.base == "default" else rule.base == "with_t"
        base = ranked + (unclassified if with_t else 0)
        share = next((s for s in (rule.cumulative, rule.own, rule.tail) if s is not None), None)
        if share is None:
            return rule.own_count or rule.tail_count or 0
        return round_count(Fraction(share) * base, rule.rounding)


def round_count(exact: Fraction, rounding: Rounding) -> int:
    """A number of places from an exact share; floor, ceil, or half up."""
    if rounding == "floor":
        return exact.numerator // exact.denominator
    if rounding == "ceil":
        return -(-exact.numerator // exact.denominator)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _percent(share: Decimal | None) -> str:
    return f"{plain((share or Decimal(0)) * 100)}%"
