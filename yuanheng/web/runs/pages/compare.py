"""Two runs side by side: from which class to which, who moved, and what moved them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Case, CharField, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Abs, Coalesce
from django.urls import reverse

from yuanheng.web.base.shown import number
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise

from ..models import Run
from ..why import why_differ
from .run import grade_place, hidden_group

ABSENT, NONE = "未参加", "未定级"
MOVES = {
    "up": "上升", "down": "下降", "other": "其他变动", "in": "新参加", "out": "不再参加", "same": "不变",
}  # fmt: skip
TONES = {"up": "green", "down": "red", "in": "blue", "other": "yellow"}


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many firms went from one class to another; `move` says which way that is."""

    old: str
    new: str
    count: int
    move: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The head of the comparison."""

    a: Run
    b: Run
    new_classes: tuple[str, ...]
    matrix: tuple[tuple[str, tuple[Crossing, ...], int], ...]
    sums: tuple[int, ...]
    sankey: dict[str, Any]
    moves: tuple[tuple[str, str, int, str], ...]
    shared: tuple[str, ...]
    same_classes: bool


def compared_firms(a: Run, b: Run) -> QuerySet[Enterprise]:
    """Firms that either run speaks of, with what both said; one query, whatever the number."""
    rows = Enterprise.objects.annotate(
        old=FilteredRelation("results", condition=Q(results__run=a.pk)),
        new=FilteredRelation("results", condition=Q(results__run=b.pk)),
    )
    rows = rows.filter(Q(old__isnull=False) | Q(new__isnull=False)).annotate(
        old_place=grade_place(a.classes, "old__grade"), new_place=grade_place(b.classes, "new__grade")
    )
    return rows.annotate(
        move=Case(
            When(old__isnull=True, then=Value("in")),
            When(new__isnull=True, then=Value("out")),
            When(new__grade=F("old__grade"), then=Value("same")),
            When(old_place__gt=F("new_place"), then=Value("up")),
            When(old_place__lt=F("new_place"), then=Value("down")),
            default=Value("other"),
            output_field=CharField(),
        )
    )


def compared_rows(a: Run, b: Run) -> QuerySet[Enterprise]:
    """The same with every figure a line of the table shows."""
    parts = {f"{side}_{part}": F(f"{side}__{part}") for side in ("old", "new") for part in ("grade", "total", "rank")}
    return compared_firms(a, b).annotate(
        **parts,
        old_detail=F("old__detail"),
        new_detail=F("new__detail"),
        shown_name=Coalesce("new__subject_name", "old__subject_name"),
        group=Coalesce("new__group", "old__group"),
        points=F("new__total") - F("old__total"),
        jump=Coalesce(Abs(F("new_place") - F("old_place")), Value(0)),
    )


def compare_page(a: Run, b: Run) -> ComparePage:
    """The matrix of classes; one query."""
    found = compared_firms(a, b).values("old__grade", "new__grade", "move").annotate(firms=Count("pk")).order_by()
    crossings = [
        Crossing(
            old=_class(row["old__grade"], out=row["move"] == "in"),
            new=_class(row["new__grade"], out=row["move"] == "out"),
            count=row["firms"],
            move=row["move"],
        )
        for row in found
    ]
    olds = _order(a, {c.old for c in crossings})
    news = _order(b, {c.new for c in crossings})
    by_pair = {(c.old, c.new): c for c in crossings}
    nothing = partial(Crossing, count=0, move="")
    matrix = tuple(
        (old, tuple(by_pair.get((old, new)) or nothing(old, new) for new in news), _sum(crossings, "old", old))
        for old in olds
    )
    return ComparePage(
        a=a,
        b=b,
        new_classes=news,
        matrix=matrix,
        sums=tuple(_sum(crossings, "new", new) for new in news),
        sankey=_sankey(crossings, olds, news),
        moves=tuple((code, label, _sum(crossings, "move", code), TONES.get(code, "secondary")) for code, label in MOVES.items()),
        shared=tuple(item["label"] for item in shared_indicators(a, b)),
        same_classes=a.classes == b.classes,
    )  # fmt: skip


def _class(grade: str | None, *, out: bool) -> str:
    return ABSENT if out else grade or NONE


def _order(run: Run, present: set[str]) -> tuple[str, ...]:
    known = [*run.classes, run.summary["unclassified"], NONE, ABSENT]
    return tuple(code for code in known if code in present or code in run.classes)


def _sum(crossings: list[Crossing], key: str, value: str) -> int:
    return sum(c.count for c in crossings if getattr(c, key) == value)


def _sankey(crossings: list[Crossing], olds: tuple[str, ...], news: tuple[str, ...]) -> dict[str, Any]:
    """Nodes of both sides need different names."""
    present = {("前", c.old) for c in crossings} | {("后", c.new) for c in crossings}
    order = [("前", code) for code in olds] + [("后", code) for code in news]
    return {
        "nodes": [{"name": f"{side} {code}", "grade": code} for side, code in order if (side, code) in present],
        "links": [{"source": f"前 {c.old}", "target": f"后 {c.new}", "value": c.count} for c in crossings],
    }


def shared_indicators(a: Run, b: Run) -> list[dict[str, Any]]:
    """Indicators of both runs, by code."""
    codes = {item["code"] for item in a.indicators}
    return [item for item in b.indicators if item["code"] in codes]


def most_changed(shared: list[dict[str, Any]], row: Any) -> tuple[str, Decimal] | None:
    """The indicator whose points changed most, and by how much; None where nothing can be compared."""
    found = []
    for item in shared:
        old = (row.old_detail or {}).get(item["code"], {}).get("score")
        new = (row.new_detail or {}).get(item["code"], {}).get("score")
        if old is not None and new is not None and old != new:
            found.append((item["label"], Decimal(new) - Decimal(old)))
    return max(found, key=lambda pair: abs(pair[1]), default=None)


def _changed_text(shared: list[dict[str, Any]], row: Any) -> str:
    found = most_changed(shared, row)
    return f"{found[0]} {'+' if found[1] > 0 else '−'}{number(abs(found[1]))} 分" if found else " "


def compare_columns(a: Run, b: Run, user: Any) -> tuple[Column, ...]:
    """Old and new class, points and rank, and what changed most."""
    shared = shared_indicators(a, b)
    hidden = next((group for item in shared if (group := hidden_group(user, item))), "")
    return (
        Column("shown_name", "企业名称", sort="name_pinyin", link=partial(_firm_href, a, b)),
        Column("old_grade", "前类别", kind="grade", sort="old_place", value=lambda row: row.old_grade),
        Column("new_grade", "后类别", kind="grade", sort="new_place", value=lambda row: row.new_grade),
        Column("move", "变动", kind="badge", sort="jump", value=lambda row: MOVES[row.move], tone=_tone),
        Column("old_total", "前总分", kind="number", sort="old_total", minor=True),
        Column("new_total", "后总分", kind="number", sort="new_total", minor=True),
        Column("points", "总分变化", kind="number", sort="points"),
        Column("old_rank", "前名次", kind="number", places=0, sort="old_rank", minor=True),
        Column("new_rank", "后名次", kind="number", places=0, sort="new_rank", minor=True),
        Column("changed", "变化最大的指标", value=partial(_changed_text, shared), group=hidden),
        *((Column("why", "为什么", value=_Reasons(a, b, user)),) if a.year == b.year and a.scheme_hash == b.scheme_hash else ()),
        *((Column("group", "分组", sort="group", minor=True),) if len(_groups(a, b)) > 1 else ()),
    )  # fmt: skip


class _Reasons:
    """Why a firm's row differs; all rows that may be asked for are looked up together, at the first question."""

    def __init__(self, a: Run, b: Run, user: Any) -> None:
        self.runs, self.user = (a, b), user
        self.found: dict[Any, tuple[str, ...]] | None = None

    def __call__(self, row: Any) -> str:
        """Sentences, or '' where both runs say the same."""
        if not _differs(row):
            return ""
        if self.found is None:
            ranks = Q(new_rank__gt=F("old_rank")) | Q(new_rank__lt=F("old_rank"))
            differ = ranks | Q(points__gt=0) | Q(points__lt=0) | Q(move__in=[m for m in MOVES if m != "same"])
            rows = compared_rows(*self.runs).filter(differ)
            self.found = why_differ(*self.runs, rows.order_by().values_list("pk", flat=True), self.user)
        found = self.found.get(row.pk) or why_differ(*self.runs, [row.pk], self.user).get(row.pk, ())
        return ";".join(found)


def _differs(row: Any) -> bool:
    same = row.old_detail == row.new_detail and row.old_rank == row.new_rank and row.old_total == row.new_total
    return row.move in ("in", "out") or not same or row.old_grade != row.new_grade


def _tone(row: Any) -> str:
    return TONES.get(row.move, "secondary")


def _firm_href(a: Run, b: Run, row: Any) -> str:
    run = a if row.move == "out" else b
    return reverse("runs:firm", args=[run.pk, row.pk])


def compare_filters(a: Run, b: Run) -> tuple[TextFilter | ChoiceFilter, ...]:
    """Name, way moved, old class, new class, group."""
    groups = _groups(a, b)
    filters: list[TextFilter | ChoiceFilter] = [
        TextFilter("q", "企业名称、代码、拼音", apply=lambda rows, text: rows.matching(text)),
        ChoiceFilter("move", "变动", choices=list(MOVES.items()), apply=lambda rows, move: rows.filter(move=move)),
        ChoiceFilter("old", "前类别", choices=_codes(a), apply=lambda rows, code: rows.filter(old__grade=code)),
        ChoiceFilter("new", "后类别", choices=_codes(b), apply=lambda rows, code: rows.filter(new__grade=code)),
    ]
    if len(groups) > 1:
        names = [(name, name) for name in groups]
        filters.append(ChoiceFilter("group", "分组", choices=names, apply=lambda rows, name: rows.filter(group=name)))
    return tuple(filters)


def _groups(a: Run, b: Run) -> list[str]:
    return sorted({group["name"] for run in (a, b) for group in run.summary["groups"]})


def _codes(run: Run) -> list[tuple[str, str]]:
    return [(code, f"{code} 类") for code in (*run.classes, run.summary["unclassified"])]
