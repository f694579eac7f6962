"""A register to train on: the real registers, and firms recombined from their parts so that twins and sisters abound."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from yuanheng.engines.identities import check_character
from yuanheng.engines.identities.address_parts import parse_address
from yuanheng.engines.identities.name_parts import NameParts, parse_name

DATA = Path(__file__).parents[3] / "shared" / "data"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NUMBERED = ("第一", "第二", "第三", "一", "二", "三", "东", "西", "南", "北", "新", "大")
FORMS = ("有限公司",) * 12 + ("有限责任公司",) * 2 + ("股份有限公司", "厂", "集团有限公司", "公司", "商店", "经营部")


@dataclass(frozen=True)
class Firm:
    """One firm of the register made for training; `family` is shared by firms made from one another."""

    id: str
    name: str
    uscc: str
    address: str
    former: tuple[str, ...] = ()
    family: str = ""


def real_firms() -> list[Firm]:
    """The firms of the Nantong register and the listed companies (without codes and addresses)."""
    found = []
    with (DATA / "nantong_enterprises_1978_2004.csv").open(encoding="utf-8-sig") as file:
        for i, row in enumerate(csv.DictReader(file)):
            found.append(Firm(f"N{i:05d}", row["name"], row["uscc"], row["address"], (), f"N{i:05d}"))
    former = {}
    with (DATA / "listed_two_fullnames_same_code.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["usable"] == "1":
                former[row["full_name_a"]] = row["full_name_b"]
    with (DATA / "listed_companies_2021.csv").open(encoding="utf-8-sig") as file:
        for i, row in enumerate(csv.DictReader(file)):
            old = former.get(row["full_name"])
            found.append(Firm(f"L{i:05d}", row["full_name"], "", "", (old,) if old else (), f"L{i:05d}"))
    return found


def short_names() -> dict[str, str]:
    """Full name to the short name of the stock exchange."""
    with (DATA / "listed_companies_2021.csv").open(encoding="utf-8-sig") as file:
        return {row["full_name"]: row["short_name"] for row in csv.DictReader(file)}


def county_names() -> list[tuple[str, str, str]]:
    """(code, city, county) of every county with its city."""
    with (DATA / "cn_divisions_2026.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    name = {r["code"]: r["name"] for r in rows}
    return [
        (r["code"][:6], name.get(r["parent_code"], ""), r["name"])
        for r in rows
        if r["level"] == "county" and "自治" not in r["name"]
    ]


def make_code(rng: random.Random, county: str) -> str:
    """A code that passes GB 32100, of a firm registered in `county`."""
    first = "91" + county + "".join(rng.choice("0123456789") for _ in range(8))
    if rng.random() < 0.35:
        first = first[:8] + "MA" + "".join(rng.choice(ALPHABET) for _ in range(6))
    first += rng.choice("0123456789")
    return first + check_character(first)


def build_register(count: int, *, seed: int, home: str = "32") -> list[Firm]:
    """`count` firms: the real ones first, the rest recombined; two in three lie in the province `home`."""
    rng = random.Random(seed)
    firms = real_firms()[:count]
    parts = [parse_name(f.name) for f in firms]
    maker = _Maker(rng, parts, [f.address for f in firms if f.address], home)
    seen = {f.name for f in firms}
    kept: list[Firm] = []
    for firm in firms:
        kept.append(maker.complete(firm))
    while len(kept) < count:
        for firm in maker.family(len(kept)):
            if firm.name not in seen and len(kept) < count:
                seen.add(firm.name)
                kept.append(replace(firm, id=f"S{len(kept):06d}"))
    return kept


class _Maker:
    def __init__(self, rng: random.Random, parts: list[NameParts], addresses: list[str], home: str) -> None:
        self.rng = rng
        self.trades = [p.trade for p in parts if 2 <= len(p.trade) <= 4 and not p.unit]
        self.industries = [p.industry for p in parts if p.industry and not p.unit and len(p.industry) <= 8]
        self.addresses = addresses
        counties = county_names()
        self.home = [c for c in counties if c[0].startswith(home)]
        self.all = counties

    def complete(self, firm: Firm) -> Firm:
        rng = self.rng
        regions = parse_name(firm.name).regions
        own = [c for c in self.all if c[0].startswith(regions)] if regions else self.all
        own = own or self.all
        county = rng.choice(own)
        code = firm.uscc or (make_code(rng, county[0]) if rng.random() < 0.8 else "")
        address = firm.address or (self._address(county[1], county[2]) if rng.random() < 0.7 else "")
        former = firm.former or ((self._former(firm.name),) if rng.random() < 0.15 else ())
        return Firm(firm.id, firm.name, code, address, former, firm.family)

    def _former(self, name: str) -> str:
        p, rng = parse_name(name), self.rng
        roll = rng.random()
        trade = p.trade if roll < 0.35 else self._trade()
        industry = p.industry if roll < 0.7 else rng.choice(self.industries)
        return f"{p.region}{trade}{industry}{rng.choice(('厂', '有限公司', '有限责任公司', '公司', '总厂'))}"

    def _trade(self) -> str:
        rng = self.rng
        roll = rng.random()
        if roll < 0.45:
            return rng.choice(self.trades)
        a, b = rng.choice(self.trades), rng.choice(self.trades)
        return a[0] + b[-1] if roll < 0.85 else a[:2] + b[0]

    def family(self, number: int) -> Iterator[Firm]:
        """One firm, or several that are easily taken for one another."""
        rng = self.rng
        code, city, county = rng.choice(self.home if rng.random() < 0.67 else self.all)
        region = self._region(city, county)
        trade, industry, form = self._trade(), rng.choice(self.industries), rng.choice(FORMS)
        name = f"{region}{trade}{industry}{form}"
        family, address = f"S{number:06d}", self._address(city, county)
        roll = rng.random()
        variants = [name]
        if roll < 0.04:  # sister companies, numbered or with the winds
            a, b = rng.sample(NUMBERED, 2)
            variants = [f"{region}{trade}{a}{industry}{form}", f"{region}{trade}{b}{industry}{form}", name][
                : rng.choice((2, 3))
            ]
        elif roll < 0.08:  # a group: one trade word, several industries, one address
            variants = [f"{region}{trade}{rng.choice(self.industries)}{form}" for _ in range(rng.choice((2, 3, 4)))]
        elif roll < 0.11:  # twins in other cities
            for _ in range(rng.choice((1, 2))):
                _, city2, county2 = rng.choice(self.home if rng.random() < 0.6 else self.all)
                variants.append(f"{self._region(city2, county2)}{trade}{industry}{form}")
        elif roll < 0.14:  # a branch or two
            unit = rng.choice(("分公司", "分公司", "门市部", "分店", "经营部", "加油站", "营业部"))
            variants += [f"{name}{rng.choice(self.home)[2][:2]}{unit}" for _ in range(rng.choice((1, 2)))]
        elif roll < 0.18:  # one character apart
            i = rng.randrange(len(trade))
            variants.append(f"{region}{trade[:i]}{rng.choice(rng.choice(self.trades))}{trade[i + 1 :]}{industry}{form}")
        elif roll < 0.2:  # one name, two forms
            variants.append(f"{region}{trade}{industry}{rng.choice(('厂', '经营部', '贸易有限公司', '销售有限公司'))}")
        for offset, variant in enumerate(variants):
            shared = rng.random() < (0.6 if roll < 0.08 else 0.15) or not offset
            place = address if shared else self._address(city, county)
            firm = Firm(
                f"S{number + offset:06d}",
                variant,
                make_code(rng, code) if rng.random() < 0.97 else "",
                place,
                (),
                family,
            )
            former = (self._former(variant),) if rng.random() < 0.15 else ()
            yield Firm(firm.id, firm.name, firm.uscc, firm.address, former, family)

    def _region(self, city: str, county: str) -> str:
        rng = self.rng
        city = city if city.endswith("市") else ""
        short = city.removesuffix("市")
        roll = rng.random()
        if county.endswith(("市", "县")):
            base = county if roll < 0.4 else county[:-1] if len(county) > 2 else county
        else:
            base = city if roll < 0.4 else short if roll < 0.85 else f"{city}{county}"
        return base if rng.random() < 0.93 else short or base

    def _address(self, city: str, county: str) -> str:
        """An address of the firm's own county, its streets borrowed from real ones."""
        rng = self.rng
        if rng.random() < 0.06:
            return ""
        detail = parse_address(rng.choice(self.addresses)).detail
        if rng.random() < 0.75:  # another number in the same road, so that addresses are not all shared
            detail = "".join(str(rng.randrange(1, 10)) if c.isdigit() else c for c in detail)
        if rng.random() < 0.5:
            detail = (
                rng.choice(self.addresses)[-1:] + detail
                if rng.random() < 0.02
                else rng.choice("金新东兴安永福长") + detail
            )
        head = rng.choice(("", "", county, county, city + county, city + county, city))
        return head + detail


def as_registered(firm: Firm, rng: random.Random) -> Firm:
    """The firm as its register has it: now and then without code, address or former names."""
    return replace(
        firm,
        uscc=firm.uscc if rng.random() < 0.95 else "",
        address=firm.address if rng.random() < 0.9 else "",
        former=firm.former if rng.random() < 0.8 else (),
    )
