"""One run's page: its head, the picture of its groups, and the table of its results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.urls import reverse

from yuanheng.web.base.access import sees
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise

from ..models import Result, Run

MOST_GROUPS_DRAWN = 16
NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class of one group, with the lowest total that reached it."""

    code: str
    count: int
    lowest: Decimal | None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark of one indicator in one group; `masked` where the reader may not see such figures."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    masked: bool


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """One group of firms ranked together."""

    name: str
    firms: int
    none: int
    waiting: int
    classes: tuple[ClassCount, ...]
    benchmarks: tuple[Benchmark, ...]
    href: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """What the page of a finished run shows besides the table."""

    run: Run
    classes: tuple[str, ...]
    labels: dict[str, str]
    unclassified: str
    firms: int
    ranked: int
    waiting: int
    ungraded: int
    totals: tuple[ClassCount, ...]
    groups: tuple[GroupPicture, ...]
    indicators: tuple[dict[str, Any], ...]
    chart_kind: str
    chart: dict[str, Any]
    drawn: int


def hidden_group(user: Any, indicator: dict[str, Any]) -> str:
    """The first group of figures of an indicator that the user may not see; '' when all are open to them."""
    return next((group for group in indicator["groups"] if not sees(user, group)), "")


def run_page(run: Run, user: Any) -> RunPage:
    """The page of a run that has ended well; no query."""
    picture = run.summary
    groups = tuple(_group(run, user, found) for found in picture["groups"])
    drawn = sorted(groups, key=lambda group: -group.firms)[:MOST_GROUPS_DRAWN]
    one = len(groups) == 1
    return RunPage(
        run=run,
        classes=tuple(picture["classes"]),
        labels=picture["labels"],
        unclassified=picture["unclassified"],
        firms=picture["firms"],
        ranked=picture["ranked"],
        waiting=picture["waiting"],
        ungraded=picture["ungraded"],
        totals=tuple(
            ClassCount(code, sum(c.count for g in groups for c in g.classes if c.code == code), None)
            for code in picture["classes"]
        ),
        groups=groups,
        indicators=tuple(run.indicators),
        chart_kind="grade-bars" if one else "bars",
        chart=_one_group(run, groups) if one else _many_groups(run, drawn),
        drawn=len(drawn),
    )


def _group(run: Run, user: Any, found: dict[str, Any]) -> GroupPicture:
    lowest = {cut["code"]: cut["lowest"] for cut in found["cuts"]}
    counts = found["counts"]
    marks = []
    for indicator in run.indicators:
        mark = found["benchmarks"].get(indicator["code"], {})
        masked = bool(hidden_group(user, indicator))
        shown = {key: None if masked else mark.get(key) for key in ("value", "low", "high")}
        marks.append(Benchmark(**shown, masked=masked))
    return GroupPicture(
        name=found["name"],
        firms=found["firms"],
        none=found["none"],
        waiting=counts.get(run.summary["unclassified"], 0),
        classes=tuple(ClassCount(code, counts.get(code, 0), lowest.get(code)) for code in run.classes),
        benchmarks=tuple(marks),
        href=results_href(run, group=found["name"]),
    )


def results_href(run: Run, **filters: str) -> str:
    """The run's page with its table narrowed."""
    return f"{reverse('runs:run', args=[run.pk])}?{urlencode(filters)}#results"


def _one_group(run: Run, groups: tuple[GroupPicture, ...]) -> dict[str, Any]:
    codes = [*run.classes, run.summary["unclassified"]]
    counts = {c.code: c.count for g in groups for c in g.classes}
    counts[run.summary["unclassified"]] = sum(g.waiting for g in groups)
    return {
        "grades": [
            {"grade": code, "count": counts[code], "href": results_href(run, grade=code)}
            for code in codes
            if counts[code] or code in run.classes
        ]
    }


def _many_groups(run: Run, groups: list[GroupPicture]) -> dict[str, Any]:
    series = [
        {"name": f"{code} 类", "grade": code, "values": [g.classes[index].count for g in groups]}
        for index, code in enumerate(run.classes)
    ]
    waiting = run.summary["unclassified"]
    if any(g.waiting for g in groups):
        series.append({"name": f"{waiting} 类", "grade": waiting, "values": [g.waiting for g in groups]})
    return {"categories": [g.name for g in groups], "series": series, "horizontal": True, "stack": True}


# The table ----------------------------------------------------------------------------------------------------------


def result_rows(run: Run) -> QuerySet[Result]:
    """All results of the run, with the place of each class for ordering."""
    return Result.objects.filter(run=run).annotate(grade_place=grade_place(run.classes, "grade"))


def grade_place(codes: list[str], path: str) -> Func:
    """1 for the best class, NULL for a firm without one of these."""
    return Func(
        Value(codes),
        F(path),
        function="array_position",
        output_field=IntegerField(),
        template="%(function)s(%(expressions)s::text)",
    )


def result_columns(run: Run, user: Any, *, whole: bool) -> tuple[Column, ...]:
    """Rank, firm, class, points; `whole` adds value and benchmark of every indicator."""
    picture = run.summary
    has = {**dict.fromkeys(picture["extras"], True), "group": len(picture["groups"]) > 1}
    has |= dict.fromkeys(("uscc", "town", "cluster"), whole)
    columns = (
        Column("rank", "名次", kind="number", places=0, sort="rank"),
        Column("subject_name", "企业名称", sort="enterprise__name_pinyin", link=partial(firm_href, run)),
        Column("uscc", "统一社会信用代码", minor=True),
        Column("grade", "类别", kind="grade", sort="grade_place"),
        Column("total", "总分", kind="number", sort="total"),
        *(column for item in run.indicators for column in _indicator_columns(item, user, whole=whole)),
        Column("bonus", "加分", kind="number", sort="bonus", minor=True),
        Column("deduction", "扣分", kind="number", sort="deduction", minor=True),
        Column("group", "分组", sort="group", minor=True),
        Column("town", "街镇", sort="town", minor=True),
        Column("cluster", "主导产业", sort="cluster", minor=True),
        Column("reason", "说明", minor=True, value=lambda row: row.reason or " "),
    )
    optional = ("uscc", "bonus", "deduction", "group", "town", "cluster", "reason")
    return tuple(column for column in columns if column.key not in optional or has.get(column.key))


def firm_href(run: Run, row: Result) -> str:
    """The explanation of one firm."""
    return reverse("runs:firm", args=[run.pk, row.enterprise_id])


def _indicator_columns(item: dict[str, Any], user: Any, *, whole: bool) -> list[Column]:
    code, label, hidden = item["code"], item["label"], hidden_group(user, item)
    parts = [("score", f"{label}得分" if whole else label, 2)]
    if whole:
        unit = f"({item['unit']})" if item["unit"] else ""
        parts = [("value", f"{label}{unit}", 4), ("benchmark", f"{label}基准值", 4), *parts]
    return [
        Column(
            f"{code}_{part}",
            heading,
            kind="number",
            places=places,
            value=_part(code, part),
            sort="" if hidden else f"detail__{code}__{part}",
            group=hidden,
            minor=True,
        )
        for part, heading, places in parts
    ]


def _part(code: str, part: str) -> Callable[[Result], Any]:
    return lambda row: row.detail.get(code, {}).get(part)


def result_filters(run: Run) -> tuple[TextFilter | ChoiceFilter, ...]:
    """Name or code, class, group, town, cluster."""
    picture = run.summary
    codes = [*picture["classes"], picture["unclassified"]]
    grades = [(code, f"{code} 类") for code in codes] + [(NO_GRADE, "未定级")]
    return (
        TextFilter("q", "企业名称、代码、拼音", apply=_matching),
        ChoiceFilter("grade", "类别", choices=grades, apply=_of_grade),
        *(
            ChoiceFilter(key, label, choices=[(name, name) for name in names], apply=partial(_equal, key))
            for key, label, names in (
                ("group", "分组", [group["name"] for group in picture["groups"]]),
                ("town", "街镇", picture["towns"]),
                ("cluster", "主导产业", picture["clusters"]),
            )
            if len(names) > 1
        ),
    )


def _matching(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    known = Enterprise.objects.matching(text).values("pk")
    return rows.filter(Q(subject_name__icontains=text) | Q(enterprise__in=known))


def _of_grade(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    return rows.filter(grade="" if code == NO_GRADE else code)


def _equal(key: str, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(**{key: text})
