"""What a firm did in a year: whole numbers of small quanta, so that every sheet can show them without rounding.

Money in 元 (multiples of 100, two decimals in 万元), electricity in kWh (multiples of 10),
areas in ㎡ (multiples of 20, two decimals in 亩), energy in 0.01 tce, pollutants in 0.1 kg.
`FIELDS` names what a year holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import exp
from random import Random

from yuanheng.demo.firms import Firm
from yuanheng.demo.industries import CLUSTERS

MONTHS = range(1, 13)
_STEADY_FROM = 20_000
"""万元 of sales from which a firm's years follow its cluster closely: a cluster's total hangs on few of them."""

_SEASON = (8.6, 5.9, 8.4, 8.3, 8.2, 8.7, 8.1, 8.2, 8.6, 8.3, 8.9, 9.8)
_SEASON_2020 = (7.9, 2.6, 7.2, 8.6, 8.8, 9.1, 8.8, 8.8, 9.2, 8.9, 9.6, 10.5)

MONEY = (
    "tax_paid_vat", "tax_paid_cit", "tax_paid_other", "tax_paid",
    "tax_paid_audit", "tax_paid_export_credit", "tax_refund_retained", "taxable_sales",
    "output_value", "value_added", "operating_revenue", "main_business_revenue", "profit",
    "rd_expense", "fixed_investment", "technical_investment",
)  # fmt: skip
POLLUTANTS = ("emissions_cod", "emissions_nh3n", "emissions_so2", "emissions_nox")
AREAS = ("land_area", "certified_land_area", "leased_in_land_area", "leased_out_land_area", "floor_area")
FIELDS = (*MONEY, "employees", "rd_staff", "electricity", "energy_tce", *POLLUTANTS, "emissions", *AREAS)
_TAX_KINDS = ("tax_paid_vat", "tax_paid_cit", "tax_paid_other")


@dataclass(frozen=True, slots=True)
class FirmYear:
    """One firm in one year. A value is None where nobody measured it; None is never 0.

    `reached` is the share of the year that lies before the end of each month.
    """

    year: int
    values: dict[str, int | None]
    reached: tuple[float, ...]
    meters: int

    def cumulative(self, measure: str, month: int) -> int | None:
        """January to `month`; twelve months make the year's value exactly."""
        if measure == "tax_paid":
            parts = [self.cumulative(kind, month) or 0 for kind in _TAX_KINDS]
            return sum(parts) - self._refunded(month)
        total = self.values[measure]
        if total is None or month == 12:
            return total
        if measure == "tax_refund_retained":
            return total if month >= 6 else 0
        quantum = 10 if measure == "electricity" else 1 if measure in ("energy_tce", "employees") else 100
        return round(total * self.reached[month - 1] / quantum) * quantum

    def _refunded(self, month: int) -> int:
        """The refund of June is taken from the tax paid; over the year it is already in the kinds' total."""
        refund = self.values["tax_refund_retained"] or 0
        return refund if month >= 6 else 0

    def in_month(self, measure: str, month: int) -> int | None:
        """One month alone."""
        until = self.cumulative(measure, month)
        before = self.cumulative(measure, month - 1) if month > 1 else 0
        return None if until is None or before is None else until - before

    def meter(self, number: int, *, month: int) -> int:
        """kWh of one meter in one month; month 0 is the year. Meters and months add up to the firm's year."""
        if month == 0:
            return sum(self.meter(number, month=each) for each in MONTHS)
        total = self.in_month("electricity", month) or 0
        return split(total, parts=self.meters, quantum=10)[number]


def figures(firm: Firm, *, seed: int, years: tuple[int, ...]) -> dict[int, FirmYear]:
    """The firm's years; a year before production is absent."""
    shape = Random(f"{seed}:shape:{'twin' if firm.twin else firm.index}")  # noqa: S311
    traits = _traits(firm, shape)
    result = {}
    for year in years:
        chance = Random(f"{seed}:{year}:{'twin' if firm.twin else firm.index}")  # noqa: S311
        if firm.existed(year):
            result[year] = _year(firm, year=year, last=years[-1], traits=traits, chance=chance)
    return result


@dataclass(frozen=True, slots=True)
class _Traits:
    """How the firm differs from its trade, the same in all years; factors around 1."""

    tax: float
    land: int
    energy: float
    staff: float
    research: float
    dirt: float


def _traits(firm: Firm, chance: Random) -> _Traits:
    trade, quality = firm.industry, firm.quality
    need = firm.base_sales / trade.per_mu * exp(chance.gauss(-0.25 * quality, 0.45)) * 2_000 / 3
    idle = {"laggard": 6.0, "idle_land": 6.0}.get(firm.story, chance.uniform(2, 4) if chance.random() < 0.03 else 1.0)
    return _Traits(
        tax=exp(chance.gauss(0.22 * quality, 0.25)),
        land=0 if firm.leased_in else round(max(need, _smallest_plot(firm)) * idle / 20) * 20 + firm.leased_out,
        energy=exp(chance.gauss(-0.12 * quality, 0.3)),
        staff=exp(chance.gauss(-0.1 * quality, 0.25)),
        research=(1.25 if firm.high_tech else 0.45) * exp(chance.gauss(0.1 * quality, 0.3)),
        dirt=exp(chance.gauss(-0.15 * quality, 0.5)),
    )


def _smallest_plot(firm: Firm) -> int:
    """㎡ of a small works: 3 to 5 亩, one in forty below the 3 亩 from which small firms are evaluated."""
    return 1_300 if firm.variety % 40 == 8 else 2_040 + firm.variety * 37 % 65 * 20


def _growth(firm: Firm, *, year: int, last: int, chance: Random) -> float:
    """Sales of the year over those of the last one: the cluster's course, the firm's own luck, its months of production."""
    course = next((cluster.sales for cluster in CLUSTERS if cluster.name == firm.cluster), CLUSTERS[-1].sales)
    back = last - year
    level = course[2 - back] / course[2] if back <= 2 else (course[0] / course[2]) * 0.96 ** (back - 2)
    luck = exp(chance.gauss(0.0, 0.1 if firm.base_sales < _STEADY_FROM else 0.03)) if back else 1.0
    if firm.production.year == year:
        luck *= (13 - firm.production.month) / 12
    if firm.status != "在业" and not back:
        luck *= 0.45
    return level * luck


def _money(wan: float) -> int:
    """万元 as a float to 元 in whole hundreds."""
    return round(wan * 100) * 100


def _year(firm: Firm, *, year: int, last: int, traits: _Traits, chance: Random) -> FirmYear:
    trade = firm.industry
    sales = max(3.0, firm.base_sales * _growth(firm, year=year, last=last, chance=chance))
    size = sales / firm.base_sales
    values: dict[str, int | None] = dict.fromkeys(FIELDS)
    _sales_side(values, firm=firm, traits=traits, sales=sales, chance=chance)
    _tax_side(values, firm=firm, year=year, last=last, sales=sales, rate=trade.tax * traits.tax)
    _use_side(values, firm=firm, traits=traits, sales=sales, size=size, chance=chance)
    _areas(values, firm=firm, land=traits.land)
    _unmeasured(values, firm=firm)
    return FirmYear(year=year, values=values, reached=_reached(firm, year=year, chance=chance), meters=len(firm.meters))


def _sales_side(values: dict[str, int | None], *, firm: Firm, traits: _Traits, sales: float, chance: Random) -> None:
    margin = chance.gauss(0.06 + 0.025 * firm.quality, 0.03)
    if firm.story == "loss":
        margin = -0.18
    values["taxable_sales"] = _money(sales)
    values["operating_revenue"] = _money(sales * chance.uniform(1.0, 1.05))
    values["main_business_revenue"] = _money(sales * chance.uniform(0.95, 0.995))
    values["output_value"] = _money(sales * chance.uniform(0.96, 1.08))
    values["value_added"] = _money(sales * firm.industry.value_added * chance.uniform(0.88, 1.12))
    values["profit"] = _money(sales * margin)
    values["rd_expense"] = _money(sales * firm.industry.research * traits.research * chance.uniform(0.85, 1.15))
    invested = sales * chance.uniform(0.01, 0.12)
    values["fixed_investment"] = _money(invested)
    values["technical_investment"] = _money(invested * chance.uniform(0.2, 0.8))


def _tax_side(values: dict[str, int | None], *, firm: Firm, year: int, last: int, sales: float, rate: float) -> None:
    """Kinds of tax. 免抵调 is not paid in; 查补 is part of what is; a refund lowers what is paid in."""
    paid = sales * rate
    exporter = firm.story == "exporter" or firm.variety % 23 == 7
    vat = paid * (0.18 if exporter else 0.58)
    cit = paid * (0.24 if (values["profit"] or 0) > 0 else 0.0)
    refund = _money(vat * 0.9) if firm.story == "refund" and year == last else 0
    values["tax_paid_vat"] = _money(vat)
    values["tax_paid_cit"] = _money(cit)
    values["tax_paid_other"] = _money(paid * 0.18)
    values["tax_refund_retained"] = refund
    values["tax_paid"] = sum(values[kind] or 0 for kind in _TAX_KINDS) - refund
    values["tax_paid_export_credit"] = _money(paid * 0.75) if exporter else 0
    values["tax_paid_audit"] = _money(paid * 0.06) if firm.variety % 19 == 4 else 0


def _use_side(
    values: dict[str, int | None], *, firm: Firm, traits: _Traits, sales: float, size: float, chance: Random
) -> None:
    """People, power, energy and what goes into air and water."""
    trade = firm.industry
    people = max(3, round(firm.base_sales / trade.per_person * traits.staff * (0.55 + 0.45 * size)))
    kwh = sales * trade.kwh * traits.energy * chance.uniform(0.92, 1.08)
    values["employees"] = people
    values["rd_staff"] = round(people * min(0.4, trade.research * 2.5 * traits.research))
    values["electricity"] = max(100, round(kwh / 10) * 10)
    values["energy_tce"] = max(10, round(kwh * 0.0001229 * trade.fuel * chance.uniform(0.95, 1.05) * 100))
    water, air = sales * trade.cod * traits.dirt, sales * trade.air * traits.dirt
    amounts = (water, water * 0.08, air * 0.6, air)
    for code, kilograms in zip(POLLUTANTS, amounts, strict=True):
        values[code] = round(kilograms * 10)
    values["emissions"] = sum(values[code] or 0 for code in POLLUTANTS)


def _areas(values: dict[str, int | None], *, firm: Firm, land: int) -> None:
    values["land_area"] = land
    values["certified_land_area"] = land if firm.variety % 11 else round(land * 0.9 / 20) * 20
    values["leased_in_land_area"] = firm.leased_in
    values["leased_out_land_area"] = firm.leased_out
    plot = land - firm.leased_out + firm.leased_in
    values["floor_area"] = max(200, round(plot * (0.55 + firm.variety % 9 * 0.1) / 20) * 20)


def _unmeasured(values: dict[str, int | None], *, firm: Firm) -> None:
    """What nobody measures: pollutants of clean trades, value added and research of some small firms, a few slips."""
    if firm.industry.cod + firm.industry.air < 0.05:
        values.update(dict.fromkeys((*POLLUTANTS, "emissions")))
    if firm.scale == "规下" and not firm.high_tech:
        for remainder, field in ((8, "value_added"), (7, "rd_expense"), (7, "rd_staff"), (0, "technical_investment")):
            if firm.variety % 10 == remainder:
                values[field] = None
    if not firm.story and firm.variety % 50 == 21:
        values["energy_tce"] = None


def split(total: int, *, parts: int, quantum: int) -> tuple[int, ...]:
    """A total in falling parts that add up to it, all but the first multiples of the quantum."""
    share = {1: (), 2: (0.35,), 3: (0.3, 0.15), 4: (0.3, 0.2, 0.1)}[parts]
    others = [int(total * part / quantum) * quantum for part in share]
    return (total - sum(others), *others)


def _reached(firm: Firm, *, year: int, chance: Random) -> tuple[float, ...]:
    """The year's share up to each month; months before production weigh nothing, a firm that left stops in June."""
    season = _SEASON_2020 if year == 2020 else _SEASON
    first = firm.production.month if firm.production.year == year else 1
    last = 6 if firm.story == "moved_out" and year >= 2021 else 12
    raw = [
        weight * chance.uniform(0.85, 1.15) if first <= month <= last else 0.0
        for month, weight in zip(MONTHS, season, strict=True)
    ]
    total = sum(raw)
    return tuple(accumulate(weight / total for weight in raw))
