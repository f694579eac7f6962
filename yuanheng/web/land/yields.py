"""What land yields by the ledger: tax and output per mu of an industry's, a cluster's and a parcel's firms, year by year.

A firm's tax and output are spread over its land as the ledger has it, in proportion to area; several parcels of a firm share
them by area. An average is the sum of the tax over the sum of the land of the firms that have both figures, at least `FEWEST`
of them; where an industry has fewer, its cluster's average stands in, then the zone's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.asof import figures_as_of
from yuanheng.web.ledger.models import Figure

TAX, LAND, OUTPUT = "tax_paid", "land_area", "output_value"
FEWEST = 5
DIVISION = 2


@dataclass(frozen=True, slots=True)
class Average:
    """Yuan per mu, of whom, and of how many firms; the sums that make it."""

    per_mu: Decimal
    whose: str
    year: int
    firms: int
    total: Decimal
    land: Decimal

    @property
    def sentence(self) -> str:
        """`高端装备 2020 年 62 家有税收和用地数的企业,税收合计 ÷ 用地合计`."""
        return f"{self.whose} {self.year} 年 {self.firms} 家有数的企业,合计 ÷ 用地合计 {self.land:,.2f} 亩"


@dataclass(frozen=True)
class YearYield:
    """One year's figures by firm, and the averages by group."""

    year: int
    tax: dict[str, Decimal]
    output: dict[str, Decimal]
    land: dict[str, Decimal]
    firms: dict[str, tuple[str, str]]
    """Industry code and cluster by firm."""

    def of_firm(self, firm: str, *, measure: str = TAX) -> Decimal | None:
        """Yuan per mu of a firm; None where either figure is missing."""
        amount, land = (self.tax if measure == TAX else self.output).get(firm), self.land.get(firm)
        return None if amount is None or not land else amount / land

    @cached_property
    def _averages(self) -> dict[tuple[str, str, str], Average]:
        sums: dict[tuple[str, str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0)])
        for measure, amounts in ((TAX, self.tax), (OUTPUT, self.output)):
            for firm, amount in amounts.items():
                land = self.land.get(firm)
                if not land:
                    continue
                industry, cluster = self.firms.get(firm, ("", ""))
                keys = (("industry", industry[:DIVISION]), ("cluster", cluster), ("zone", ""))
                for key in ((measure, kind, name) for kind, name in keys if name or kind == "zone"):
                    found = sums[key]
                    found[0], found[1], found[2] = found[0] + amount, found[1] + land, found[2] + 1
        return {
            key: Average(total / land, _whose(*key[1:]), self.year, int(count), total, land)
            for key, (total, land, count) in sums.items()
            if count >= FEWEST
        }

    def average(self, *, industry: str = "", cluster: str = "", measure: str = TAX) -> Average | None:
        """The industry's, else the cluster's, else the zone's; None where nobody has figures."""
        keys = (("industry", industry[:DIVISION]), ("cluster", cluster), ("zone", ""))
        return next((a for k in keys if (a := self._averages.get((measure, *k)))), None)


def _whose(kind: str, name: str) -> str:
    return {"industry": f"行业大类 {name}", "cluster": name, "zone": "全区"}[kind]


@dataclass(slots=True)
class Yields:
    """The years there are, each read when it is first asked for."""

    known_on: date | None = None
    years: tuple[int, ...] = ()
    _read: dict[int, YearYield] = field(default_factory=dict)
    _firms: dict[str, tuple[str, str]] | None = None

    @classmethod
    def now(cls, known_on: date | None = None) -> Yields:
        """With the years of the ledger."""
        found = Figure.objects.filter(measure=TAX, amount__isnull=False).order_by("year").values_list("year", flat=True)
        return cls(known_on=known_on, years=tuple(dict.fromkeys(found.distinct())))

    def year(self, year: int) -> YearYield:
        """One year's."""
        if year not in self._read:
            if self._firms is None:
                rows = Enterprise.objects.values_list("pk", "industry_code", "cluster")
                self._firms = {str(pk): (code, cluster) for pk, code, cluster in rows}
            figures = figures_as_of(year=year, known_on=self.known_on)
            self._read[year] = YearYield(year, figures.of(TAX), figures.of(OUTPUT), figures.of(LAND), self._firms)
        return self._read[year]

    def before(self, on: date) -> YearYield | None:
        """The newest whole year before a day's year that has figures."""
        year = max((y for y in self.years if y < on.year), default=None)
        return None if year is None else self.year(year)

    def days(self) -> Iterable[date]:
        """The days on which another year's figures begin to count."""
        return (date(year + 1, 1, 1) for year in self.years)
