"""An enterprise's figures by year, the monthly course, one figure with the facts that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.measures import load_measures
from yuanheng.web.base.access import may, sees
from yuanheng.web.base.known import known_on_of
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..access import VIEW_CONFLICT, may_see, shown_facts
from ..asof import facts_then, figures_of_years
from ..derived import address_of
from ..models import Correction, Fact, FactDecision, Figure, FiguresState, Verdict
from ..snapshots import active_facts
from ..wording import MAIN_MEASURES, field_group, measure_label, period_label, shown_in, source_label, taken_as_label

YEARS_SHOWN = 5
COURSES = ("tax_paid", "taxable_sales", "electricity")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a year; `None` amount with the reason why it is missing."""

    year: int
    amount: Decimal | None
    unit: str
    reason: str
    href: str
    missing: bool
    conflict: bool
    present: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A measure over the years."""

    measure: str
    label: str
    unit: str
    group: str
    masked: bool
    cells: tuple[Cell, ...]
    change: str


@dataclass(frozen=True, slots=True)
class FiguresPanel:
    """The years' table and the monthly course."""

    years: tuple[int, ...]
    main: tuple[Line, ...]
    other: tuple[Line, ...]
    lists: tuple[tuple[str, str], ...]
    courses: tuple[dict[str, Any], ...]
    state: FiguresState | None
    links: tuple[tuple[str, str, str, int], ...]
    conflicts: int
    known_on: date | None


def unit_code(measure: str) -> str:
    """The stored unit of a measure."""
    known = load_measures().get(measure)
    return known.unit if known else ""


def figures_panel(request: HttpRequest, firm: Enterprise) -> dict[str, Any]:
    """The panel's context, in five queries whatever the number of firms, years and facts."""
    known_on = known_on_of(request)
    figures = list(Figure.objects.filter(enterprise=firm))
    if known_on is not None:
        figures = _as_known(firm, sorted({f.year for f in figures})[-YEARS_SHOWN:], known_on)
    years = tuple(sorted({f.year for f in figures})[-YEARS_SHOWN:])
    found = {(f.measure, f.year): f for f in figures if f.year in years}
    codes = [c for c in load_measures() if any((c, y) in found for y in years)]
    figure_codes = [c for c in codes if not c.startswith("list_")]
    main = [c for c in MAIN_MEASURES if c in figure_codes]
    others = [c for c in figure_codes if c not in main]
    user = request.user
    panel = FiguresPanel(
        years=years,
        main=tuple(_line(firm, c, years, found, user, known_on) for c in main),
        other=tuple(_line(firm, c, years, found, user, known_on) for c in others),
        lists=tuple(_memberships(codes, years, found, firm)),
        courses=() if known_on else tuple(_courses(firm, years, found, user)),
        state=FiguresState.objects.first(),
        links=tuple(_names(firm)),
        conflicts=sum(f.conflict for f in found.values()) if may(user, VIEW_CONFLICT) else 0,
        known_on=known_on,
    )
    return {"panel": panel, "firm": firm}


def _as_known(firm: Enterprise, years: list[int], known_on: date) -> list[Figure]:
    """What stood in the place of the kept figures at the end of a day; nothing is written."""
    return [
        Figure(
            enterprise=firm,
            year=year,
            measure=measure,
            amount=amounts[str(firm.pk)],
            missing=False,
            conflict=False,
            fact_ids=[],
        )
        for year, found in figures_of_years(years=years, known_on=known_on).items()
        for measure, amounts in found.amounts.items()
        if str(firm.pk) in amounts
    ]


def _line(
    firm: Enterprise, code: str, years: Iterable[int], found: dict[Any, Figure], user: Any, known_on: date | None
) -> Line:
    group = field_group(code)
    masked = not sees(user, group)
    asked = f"?known_on={known_on}" if known_on else ""
    cells = tuple(_cell(firm, code, year, found.get((code, year)), masked=masked, asked=asked) for year in years)
    amounts = [c.amount for c in cells[-2:]]
    change = ""
    if not masked and len(amounts) == 2 and amounts[0] and amounts[1] is not None and amounts[0] > 0:
        change = f"{(amounts[1] / amounts[0] - 1) * 100:+.1f}%"
    return Line(code, measure_label(code), unit_code(code), group, masked, cells, change)


def _cell(firm: Enterprise, code: str, year: int, figure: Figure | None, *, masked: bool, asked: str) -> Cell:
    if figure is None or masked:
        return Cell(year, None, unit_code(code), "" if masked else "没有报送", "", True, False, figure is not None)
    name = "ledger:conflict" if figure.conflict else "ledger:figure"
    href = reverse(name, args=[firm.pk, code, year]) + asked
    return Cell(year, figure.amount, unit_code(code), figure.reason, href, figure.missing, figure.conflict, True)


def _memberships(
    codes: list[str], years: tuple[int, ...], found: dict[Any, Figure], firm: Enterprise
) -> Iterable[tuple[str, str]]:
    for code in codes:
        if code.startswith("list_"):
            named = [y for y in years if (code, y) in found and not found[code, y].missing]
            for year in named:
                yield f"{measure_label(code)} {year}", reverse("ledger:figure", args=[firm.pk, code, year])


def _courses(firm: Enterprise, years: tuple[int, ...], found: dict[Any, Figure], user: Any) -> Iterable[dict[str, Any]]:
    """The months as reported, of the source that the year's figure believes. One query."""
    codes = [c for c in COURSES if sees(user, field_group(c))]
    facts = active_facts().filter(
        record_key__in=firm.records.values("record_key"), measure__in=codes, period__regex=r"^\d{4}-\d{2}$"
    )
    reported: dict[tuple[str, int, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for measure, period, source, file, amount in facts.values_list("measure", "period", "source", "file", "amount"):
        when = parse_period(period)
        figure = found.get((measure, when.year))
        if figure is not None and source == figure.source:
            reported[measure, when.year, when.first][file] += amount
    months: dict[tuple[str, int], dict[int, Decimal]] = defaultdict(dict)
    for (measure, year, month), files in reported.items():
        if len(set(files.values())) == 1:  # two files that say different things about a month say nothing here
            months[measure, year][month] = next(iter(files.values()))
    for code in codes:
        shown = [year for year in years if len(months.get((code, year), {})) > 1]
        if shown:
            yield _course(code, shown, months)


def _course(code: str, years: list[int], months: dict[tuple[str, int], dict[int, Decimal]]) -> dict[str, Any]:
    how = shown_in(code)
    return {
        "name": code,
        "label": measure_label(code),
        "data": {
            "categories": [f"{m} 月" for m in range(1, 13)],
            "unit": how.shown,
            "series": [
                {"name": f"{year} 年", "values": [_scaled(months[code, year].get(m), how) for m in range(1, 13)]}
                for year in years
            ],
        },
    }


def _scaled(amount: Decimal | None, how: Any) -> float | None:
    return None if amount is None else round(float(amount / how.divisor), how.decimals)


def _names(firm: Enterprise) -> Iterable[tuple[str, str, str, int]]:
    """How the departments name this firm: (name, sources, accounts, number of records)."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for record in firm.records.order_by("source"):
        grouped[record.name or record.uscc or record.account].append(record)
    for name, records in grouped.items():
        listed = "、".join(dict.fromkeys(source_label(r.source) for r in records))
        accounts = "、".join(dict.fromkeys(r.account for r in records if r.account))
        yield name, listed, accounts, len(records)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that made a figure, with its place."""

    fact: Fact
    period: str
    source: str
    measure: str
    place: str
    upload: Any
    verdict: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure, how it came about, and every cell it is made of."""

    firm: Enterprise
    measure: str
    label: str
    unit: str
    year: int
    figure: Figure | None
    lines: tuple[FactLine, ...]
    hidden: int
    others: tuple[FactLine, ...]
    sentence: str
    boundary: str
    used: str
    sums: Decimal | None
    derived_href: str
    known_on: date | None
    then: Decimal | None
    then_lines: tuple[FactLine, ...]


def figure_page(user: User, firm: Enterprise, measure: str, year: int, *, known_on: date | None = None) -> FigurePage:
    """In a fixed number of queries. Facts out of the user's reach are counted, not shown."""
    figure = Figure.objects.filter(enterprise=firm, measure=measure, year=year).first()
    ids = list(figure.fact_ids) if figure else []
    related = Fact.objects.select_related("reading__file__upload__organisation")
    facts = list(shown_facts(user, related.filter(pk__in=ids)).order_by("period", "source", "id"))
    facts = [f for f in facts if may_see(user, f.measure, organisation=f.reading.file.upload.organisation_id)]
    rest = shown_facts(
        user,
        related.filter(
            record_key__in=firm.records.values("record_key"),
            measure__in={measure, figure.used_measure if figure else measure},
            period__startswith=str(year),
            reading__superseded_at__isnull=True,
            reading__file__upload__withdrawn_at__isnull=True,
        ).exclude(pk__in=ids),
    ).order_by("period", "source", "id")[:200]
    decisions = {
        d.fact_id: Verdict(d.verdict).label
        for d in FactDecision.objects.filter(fact__in=[*ids, *(f.pk for f in rest)], undone_at__isnull=True)
    }
    known = load_measures().get(measure)
    same_unit = len({f.unit for f in facts}) == 1
    return FigurePage(
        firm=firm,
        measure=measure,
        label=measure_label(measure),
        unit=unit_code(measure),
        year=year,
        figure=figure,
        lines=tuple(_fact_line(f, decisions) for f in facts),
        hidden=sum(pk > 0 for pk in ids) - len(facts),
        others=tuple(_fact_line(f, decisions) for f in rest if sees(user, field_group(f.measure))),
        sentence=known.sentence if known else "",
        boundary=known.boundary if known else "",
        used=measure_label(figure.used_measure) if figure and figure.used_measure not in ("", measure) else "",
        sums=sum((f.amount for f in facts), Decimal(0)) if same_unit and len(facts) > 1 else None,
        derived_href=address_of(figure.source, str(firm.pk), measure, year) if figure else "",
        known_on=known_on,
        then=_amount_then(firm, measure, year, known_on) if known_on else None,
        then_lines=_lines_then(user, firm, measure, year, known_on) if known_on else (),
    )


def _amount_then(firm: Enterprise, measure: str, year: int, known_on: date) -> Decimal | None:
    return figures_of_years(years=[year], known_on=known_on)[year].of(measure).get(str(firm.pk))


def _lines_then(user: User, firm: Enterprise, measure: str, year: int, known_on: date) -> tuple[FactLine, ...]:
    """The cells of this measure that counted at the end of the day."""
    rows = facts_then(known_on).filter(
        record_key__in=firm.records.values("record_key"), measure=measure, period__startswith=str(year)
    )
    rows = rows.select_related("reading__file__upload__organisation").order_by("period", "source", "id")
    seen = [
        f
        for f in shown_facts(user, rows)
        if may_see(user, f.measure, organisation=f.reading.file.upload.organisation_id)
    ]
    return tuple(_fact_line(f, {}) for f in seen)


def _fact_line(fact: Fact, decisions: dict[int, str]) -> FactLine:
    return FactLine(
        fact=fact,
        period=period_label(fact.period),
        source=source_label(fact.source),
        measure=measure_label(fact.measure),
        place=" › ".join(p for p in (fact.file, fact.sheet, fact.cell) if p),
        upload=fact.reading.file.upload,
        verdict=decisions.get(fact.pk, ""),
        corrected=fact.file_hash == fact.reading.file_hash and fact.file != fact.reading.name,
    )


@dataclass(frozen=True, slots=True)
class FactPage:
    """One fact with the sheet around its cell."""

    fact: Fact
    label: str
    period: str
    source: str
    masked: bool
    window: Any
    window_problem: str
    decision: FactDecision | None
    standing: bool
    taken_as: str
    enterprise: Enterprise | None
    corrects: Correction | None
    corrected: Correction | None


def fact_page(user: User, fact: Fact, *, window: Any, problem: str, record: Any) -> FactPage:
    """The window is read by the caller, since it opens a file."""
    upload = fact.reading.file.upload
    return FactPage(
        fact=fact,
        label=measure_label(fact.measure),
        period=period_label(fact.period),
        source=source_label(fact.source),
        masked=not may_see(user, fact.measure, organisation=upload.organisation_id),
        window=window,
        window_problem=problem,
        decision=FactDecision.objects.filter(fact=fact, undone_at__isnull=True).select_related("by").first(),
        standing=fact.reading.superseded_at is None and upload.withdrawn_at is None,
        taken_as=taken_as_label(fact.measure),
        enterprise=record.enterprise if record else None,
        corrects=Correction.objects.filter(made=fact).select_related("by", "fact").first(),
        corrected=Correction.objects.filter(fact=fact, undone_at__isnull=True).select_related("made").first(),
    )
