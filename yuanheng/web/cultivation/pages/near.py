"""Who is near a threshold and what is missing: firms to be counted as above size, firms to become high-tech."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.asof import FiguresAsOf, figures_as_of

from ..models import Qualification, QualificationState
from ..rules import above_size, high_tech, section_of

MOST = 300


@dataclass(frozen=True, slots=True)
class Near:
    """A firm, its figure against the threshold, and what is missing, in words."""

    enterprise: Enterprise
    figure: Decimal
    measure: str
    threshold: Decimal
    share: Decimal
    missing: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm whose research share meets, or nearly meets, the tier of its sales."""

    enterprise: Enterprise
    sales: Decimal
    research: Decimal
    share: Decimal
    needed: Decimal
    missing: str
    reached: bool


def above_size_candidates(*, year: int) -> tuple[Near, ...]:
    """Firms below size whose revenue reaches the near share of their threshold, the nearest first."""
    figures = figures_as_of(year=year)
    found = [near for firm in Enterprise.objects.exclude(scale="规上") if (near := _near(firm, figures, year))]
    return tuple(sorted(found, key=lambda n: -n.share)[:MOST])


def _near(firm: Enterprise, figures: FiguresAsOf, year: int) -> Near | None:
    rule, section = above_size(), section_of(firm.industry_code)
    if section in rule.manufacturing_sections:
        threshold, names = rule.industry.at_least, (rule.industry.measure, rule.industry.fallback)
    else:
        part = next((p for p in rule.services.by_section if section in p.sections), None)
        if part is None:
            return None
        threshold, names = part.at_least, (rule.services.measure, rule.services.fallback)
    for measure in names:
        amount = figures.of(measure).get(str(firm.pk))
        if amount is not None:
            share = amount / threshold
            if share < rule.near_share:
                return None
            gap = threshold - amount
            missing = "已达标准,可申报入库" if gap <= 0 else f"{year} 年还差 {gap / 10000:,.0f} 万元"
            return Near(firm, amount, measure, threshold, share * 100, missing, gap <= 0)
    return None


def high_tech_candidates(*, year: int, on: date) -> tuple[Candidate, ...]:
    """Firms without the qualification whose research share is at least two thirds of what their sales ask for."""
    held = Qualification.objects.filter(kind="high_tech", state=QualificationState.RECOGNISED, recognised_on__lte=on)
    holders = {str(pk) for pk in held.exclude(expires_on__lt=on).values_list("enterprise", flat=True)}
    holders |= set(figures_as_of(year=year).of("list_high_tech"))
    years = [figures_as_of(year=y) for y in range(year - 2, year + 1)]
    found = []
    for firm in Enterprise.objects.exclude(pk__in=holders):
        candidate = _candidate(firm, years, year, on)
        if candidate is not None:
            found.append(candidate)
    return tuple(sorted(found, key=lambda c: (not c.reached, c.needed - c.share))[:MOST])


def _candidate(firm: Enterprise, years: list[FiguresAsOf], year: int, on: date) -> Candidate | None:
    key = str(firm.pk)
    pairs = [
        (y.of("rd_expense")[key], y.of("taxable_sales")[key])
        for y in years
        if key in y.of("rd_expense") and key in y.of("taxable_sales")
    ]
    last = years[-1].of("taxable_sales").get(key)
    spent, sold = sum((p[0] for p in pairs), Decimal(0)), sum((p[1] for p in pairs), Decimal(0))
    if not pairs or sold <= 0 or last is None:
        return None
    needed = next(t.at_least for t in high_tech().research_share if last > t.sales_above or t.sales_above == 0)
    share = spent / sold
    if share < needed * 2 / 3:
        return None
    lacks = [] if share >= needed else [f"研发占比还差 {(needed - share) * 100:.2f} 个百分点"]
    if firm.founded_on is None:
        lacks.append("成立日期不详")
    elif (on - firm.founded_on).days < 365 * high_tech().registered_years:
        lacks.append("注册未满一年")
    if len(pairs) < 3:
        lacks.append(f"按 {len(pairs)} 年数据试算")
    return Candidate(
        firm, last, spent, share * 100, needed * 100, ";".join(lacks) or "其余条件请逐项核对", share >= needed
    )
