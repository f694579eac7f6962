"""Lists: columns, filters in the URL, sorting, pages, and the export of exactly what is shown.

    table = build_table(request, name="企业", rows=queryset, columns=(Column("name", "企业名称", sort="name_pinyin",
        link=lambda e: reverse("enterprises:enterprise", args=[e.pk])), Column("area", "用地面积", unit="亩", ...)),
        filters=(TextFilter("q", "名称或代码", apply=...), ChoiceFilter("status", "状态", choices=..., apply=...)))
    return table_page(request, "enterprises/list.html", table)

In the template: `{% include "base/table.html" %}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import access, shown
from .audit import record
from .export import exported

KINDS = ("text", "number", "date", "moment", "grade", "badge")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `value(row)` (or the attribute `key`); `sort` the field to order by; `link(row)` an address; `unit` the stored unit
    of a number; `group` the field group that may see it; `tone(row)` the colour of a badge; `minor` hides it on a phone.
    """

    key: str
    label: str
    kind: str = "text"
    value: Callable[[Any], Any] | None = None
    sort: str = ""
    link: Callable[[Any], str | None] | None = None
    unit: str = ""
    places: int | None = None
    group: str = ""
    tone: Callable[[Any], str] | None = None
    minor: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"column kind {self.kind}: one of {', '.join(KINDS)}")

    def of(self, row: Any) -> Any:
        """The value of a row."""
        return self.value(row) if self.value is not None else getattr(row, self.key)

    @property
    def heading(self) -> str:
        """With the unit people use."""
        return f"{self.label}({shown.unit_of(self.unit).label})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class TextFilter:
    """A free text, applied when not empty."""

    key: str
    label: str
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceFilter:
    """One of some values; anything else is ignored."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    kind: str = "choice"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the template shows it."""

    column: Column
    value: Any
    href: str
    tone: str
    masked: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter with what the URL says."""

    filter: TextFilter | ChoiceFilter
    value: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: how to sort by it, and whether the list is."""

    column: Column
    sort: str
    direction: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it stands in the URL."""

    name: str
    columns: tuple[Column, ...]
    rows: QuerySet[Any] | Sequence[Any]
    page: Page[Any]
    filters: tuple[ShownFilter, ...]
    headings: tuple[Heading, ...]
    user: Any
    empty: str = "没有符合条件的记录"
    empty_advice: str = ""
    pages: tuple[int | str, ...] = field(default=())
    known_on: date | None = None
    about: Model | None = None
    noted: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> list[list[Cell]]:
        """The page's rows as cells."""
        return [cells(self.columns, row, self.user) for row in self.page]

    @property
    def filtered(self) -> bool:
        """True when the URL narrows the list."""
        return any(f.value for f in self.filters)


def build_table(
    request: HttpRequest,
    *,
    name: str,
    rows: QuerySet[Any],
    columns: Sequence[Column],
    filters: Sequence[TextFilter | ChoiceFilter] = (),
    order: Sequence[str] = (),
    per_page: int = PER_PAGE,
    empty: str = "没有符合条件的记录",
    empty_advice: str = "",
    known_on: date | None = None,
    about: Model | None = None,
    noted: Mapping[str, Any] | None = None,
) -> Table:
    """Apply the URL's filters, sort and page. `order` is the order without a sort, and breaks ties of one.

    `known_on`: the figures are as known at the end of that day, and an export says so. `about`: the thing that an export is of;
    `noted`: what else the log keeps of an export, so that a later correction can tell what was handed out.
    """
    shown_filters = []
    for item in filters:
        text = request.GET.get(item.key, "").strip()[:100]
        if item.kind == "choice" and text not in dict(item.choices):
            text = ""
        if text:
            rows = item.apply(rows, text)
        shown_filters.append(ShownFilter(filter=item, value=text))
    asked = request.GET.get("sort", "")
    rows = _ordered(rows, columns, asked, order)
    paginator = Paginator(rows, per_page)
    page = paginator.get_page(request.GET.get("page"))
    return Table(
        name=name,
        columns=tuple(columns),
        rows=rows,
        page=page,
        filters=tuple(shown_filters),
        headings=tuple(_heading(c, asked) for c in columns),
        user=request.user,
        empty=empty,
        empty_advice=empty_advice,
        pages=tuple(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        known_on=known_on,
        about=about,
        noted=dict(noted or {}),
    )


def _ordered(rows: QuerySet[Any], columns: Sequence[Column], asked: str, order: Sequence[str]) -> QuerySet[Any]:
    fields = {c.key: c.sort for c in columns if c.sort}
    name = asked.removeprefix("-")
    if name not in fields:
        return rows.order_by(*order, "pk") if order else rows
    from django.db.models import F

    path = F(fields[name])
    by = path.desc(nulls_last=True) if asked.startswith("-") else path.asc(nulls_last=True)
    return rows.order_by(by, *order, "pk")


def _heading(column: Column, asked: str) -> Heading:
    if not column.sort:
        return Heading(column=column, sort="", direction="")
    if asked == column.key:
        return Heading(column=column, sort=f"-{column.key}", direction="asc")
    return Heading(column=column, sort=column.key, direction="desc" if asked == f"-{column.key}" else "")


def cells(columns: Sequence[Column], row: Any, user: Any) -> list[Cell]:
    """A row's cells; what the user may not see is not even read."""
    made = []
    for column in columns:
        masked = bool(column.group) and not access.sees(user, column.group)
        made.append(
            Cell(
                column=column,
                value=None if masked else column.of(row),
                href=(column.link(row) or "") if column.link is not None and not masked else "",
                tone=column.tone(row) if column.tone is not None else "",
                masked=masked,
            )
        )
    return made


def table_page(request: HttpRequest, template: str, table: Table, **context: Any) -> HttpResponse:
    """The page, or with `?export=xlsx` or `csv` the whole filtered list as a file (logged)."""
    kind = request.GET.get("export", "")
    if kind in ("xlsx", "csv"):
        return _export(request, table, kind)
    return render(request, template, {"table": table, **context})


KNOWN = "数据截至"


def _export(request: HttpRequest, table: Table, kind: str) -> HttpResponse:
    """The whole filtered list; as known on a day, its name and its last column say which."""
    with transaction.atomic():
        after = {"rows": table.page.paginator.count, "known_on": table.known_on, **table.noted}
        record(
            request.user, "base.table.exported", target=table.about, target_label=table.name,
            after={key: value for key, value in after.items() if value is not None},
        )  # fmt: skip
    stated = [] if table.known_on is None else [table.known_on]
    return exported(
        kind,
        name=f"{table.name}({KNOWN} {table.known_on})" if stated else table.name,
        headings=[c.heading for c in table.columns] + [KNOWN] * len(stated),
        lines=([_plain(c) for c in cells(table.columns, row, table.user)] + stated for row in _stream(table.rows)),
    )


def _stream(rows: Any) -> Any:
    return rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows


def _plain(cell: Cell) -> Any:
    """A cell for a file: numbers stay numbers, in the unit of the heading; what is hidden says so."""
    if cell.masked:
        return "不可查看"
    if cell.column.kind == "number":
        exact = shown.decimal_or_none(cell.value)
        return None if exact is None else exact / shown.unit_of(cell.column.unit).divisor
    return cell.value
