"""The register under test: the real firms, further ones recombined from their words, and twins planted among them."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from yuanheng.engines.identities import check_character, check_uscc

from .rates import Table
from .words import BRANCH, Parts, Words, read_words

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NANTONG, LISTED, RENAMED = (
    "nantong_enterprises_1978_2004.csv", "listed_companies_2021.csv", "listed_two_fullnames_same_code.csv",
)  # fmt: skip
NEEDED = (NANTONG, LISTED, RENAMED, "cn_divisions_2026.csv")
ROAD = re.compile(r"[\u4e00-\u9fff]{2,4}(?:路|大道|街)")
PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|街道|乡|工业园区|村)")
TAILS = "镇区县市街道路村乡号口组"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(slots=True)
class Firm:
    """A firm: what the register says (`id` to `former`) and what only the benchmark knows."""

    id: str
    name: str
    uscc: str
    address: str
    old_registration: str = ""
    former: tuple[str, ...] = ()
    hidden_former: str = ""
    short: str = ""
    county: str = ""
    parts: Parts = field(default_factory=lambda: Parts("", "", "", ""))
    twin: bool = False


def missing_files() -> list[str]:
    """Which of the files the benchmark needs are not there."""
    return [name for name in NEEDED if not (DATA / name).exists()]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


class Maker:
    """Makes firms, seeded; no name and no code twice."""

    def __init__(self, seed: int, rates: dict[str, Table]) -> None:
        self.rng = random.Random(f"firms:{seed}")
        self.rates = rates
        self.words: Words = read_words(DATA / "cn_divisions_2026.csv")
        self.names: set[str] = set()
        self.codes: set[str] = set()
        self.firms: list[Firm] = []
        self.roads: list[str] = []
        self.places: list[str] = []

    def code(self, county: str, *, by: random.Random | None = None) -> str:
        """A code of GB 32100 with an organisation code of GB 11714 that both pass; drawn `by` another, not kept."""
        rng = by or self.rng
        while True:
            body = "".join(rng.choice("0123456789") for _ in range(8))
            if rng.random() < 0.4:
                body = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
            values = [int(c, 36) for c in body]
            rest = 11 - sum(v * w for v, w in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
            first = f"91{county}{body}{ {10: 'X', 11: '0'}.get(rest, str(rest)) }"
            found = first + check_character(first)
            if found not in self.codes:
                if by is None:
                    self.codes.add(found)
                return found

    def address(self, county: str, city: str = "", *, by: random.Random | None = None) -> str:
        """A place of the real addresses, in that county."""
        rng, where = by or self.rng, city + county
        road = f"{rng.choice(self.roads)}{rng.randint(1, 999)}号"
        roll = rng.random()
        if roll < 0.3:
            return f"{where}{rng.choice(self.places)}{rng.randint(1, 30)}组"
        if roll < 0.5:
            return f"{where}{rng.choice(self.places)}{road}"
        if roll < 0.7:
            return f"{where}{road}{rng.randint(1, 20)}幢{rng.randint(101, 2099)}室"
        return f"{where}{road}"

    def add(self, firm: Firm) -> bool:
        """False where the name is taken."""
        if firm.name in self.names or len(firm.name) < 4:
            return False
        self.names.add(firm.name)
        self.firms.append(firm)
        return True

    def real(self) -> None:
        """The prefecture's register and the listed companies. The latter have no codes and addresses there: made."""
        nantong, listed = _rows(NANTONG), _rows(LISTED)
        self.words.learn([r["name"] for r in nantong] + [r["full_name"] for r in listed])
        text = "\n".join(r["address"] for r in nantong)
        self.roads = sorted(w for w in set(ROAD.findall(text)) if w[0] not in TAILS)
        self.places = sorted(w for w in set(PLACE.findall(text)) if not set(w[:2]) & set(TAILS))
        pairs = [(r["full_name_a"], r["full_name_b"]) for r in _rows(RENAMED) if r["usable"] == "1"]
        former = dict(pairs) | {b: a for a, b in pairs}
        for row in nantong:
            good = check_uscc(row["uscc"])
            self.codes.add(row["uscc"])
            old = "" if good else row["uscc"]
            county = row["uscc"][2:8] if good else "320600"
            code = row["uscc"] if good else ""
            self.add(self._known(Firm("", row["name"], code, row["address"], old, county=county)))
        for row in listed:
            county, name, city = self._home(row["full_name"])
            place = self.address(name, city) if self.rng.random() < 0.8 else ""
            firm = Firm("", row["full_name"], self.code(county), place, short=row["short_name"], county=county)
            earlier = former.get(firm.name, "")
            self.add(self._known(replace(firm, hidden_former=earlier) if earlier else firm))

    def _home(self, name: str) -> tuple[str, str, str]:
        """A county of the region that the name begins with, else any."""
        words = self.words
        region = words.regions.get(words.split(name).region, "")
        prefix = words.codes.get(region, "")
        inside = [c for c in words.counties if prefix and c[0].startswith(prefix)]
        return self.rng.choice(inside or words.counties)

    def _known(self, firm: Firm) -> Firm:
        firm.parts = self.words.split(firm.name)
        return firm

    def more(self, wanted: int) -> None:
        """Further firms: trade words, industries, forms of the real ones drawn anew, in counties of the whole list.

        A third of the trade words are new pairs of the characters that real ones use; a third of the firms lie in the
        prefecture, so that the same trade word in the same county, next county and another province all occur.
        """
        rng = self.rng
        known = [f.parts for f in self.firms if f.parts.trade and f.parts.industry and not BRANCH.search(f.name)]
        trades = [p.trade for p in known if 2 <= len(p.trade) <= 4]
        letters = "".join(t for t in trades if len(t) == 2)
        near = [c for c in self.words.counties if c[0].startswith("3206")]
        while len(self.firms) < wanted:
            county, name, city = rng.choice(near) if rng.random() < 0.34 else rng.choice(self.words.counties)
            trade = rng.choice(letters) + rng.choice(letters) if rng.random() < 0.34 else rng.choice(trades)
            like = rng.choice(known)
            roll = rng.random()
            region = name if roll < 0.5 else re.sub(r"[市县区]$", "", city or name) if roll < 0.85 else city or name
            parts = Parts(region, trade, like.industry, like.form if rng.random() < 0.3 else "有限公司")
            firm = Firm("", parts.whole(), "", "", county=county, parts=parts)
            if self.add(firm):
                firm.uscc, firm.address = self.code(county), self.address(name, city)

    def plant(self) -> None:
        """Twins and branches, each a firm of its own with a code of its own; former names, some known to the register."""
        rng, chance = self.rng, self.rates["firms"]
        for firm in list(self.firms):
            if BRANCH.search(firm.name) or not firm.parts.trade:
                continue
            for kind, make in (
                ("twin_other_city", self._elsewhere), ("twin_one_character", self._sister), ("branch", self._branch),
            ):  # fmt: skip
                if kind == "twin_other_city" and not firm.parts.region:
                    continue
                if rng.random() < chance[kind] and self.add(other := make(firm)):
                    other.uscc, other.twin, firm.twin = self.code(other.county), True, True
        for firm in self.firms:
            self._former(firm)

    def _elsewhere(self, firm: Firm) -> Firm:
        county, name, city = self.rng.choice(self.words.counties)
        parts = replace(firm.parts, region=re.sub(r"[市县区]$", "", city or name) if len(city or name) > 2 else name)
        return Firm("", parts.whole(), "", self.address(name, city), county=county, parts=parts)

    def _sister(self, firm: Firm) -> Firm:
        """One character apart, the same group, often the same gate."""
        rng, trade = self.rng, firm.parts.trade
        at = rng.randrange(len(trade))
        new = trade[:at] + rng.choice("华新大东海恒宏金中天盛泰达通联") + trade[at + 1 :]
        parts = replace(firm.parts, trade=new)
        place = firm.address if rng.random() < 0.5 else self.address("", "") + ""
        return Firm("", parts.whole(), "", place, county=firm.county, parts=parts)

    def _branch(self, firm: Firm) -> Firm:
        county, name, _ = self.rng.choice(self.words.counties)
        form = f"{firm.parts.form}{re.sub(r'[市县区]$', '', name) if len(name) > 2 else name}分公司"
        parts = replace(firm.parts, form=form)
        return Firm("", parts.whole(), "", self.address(name), county=county, parts=parts)

    def _former(self, firm: Firm) -> None:
        """A name from before: mostly the trade word stays and region, industry or form moved; sometimes all changed."""
        rng, chance = self.rng, self.rates["firms"]
        if not firm.hidden_former:
            roll = rng.random()
            if roll >= chance["former_known"] + chance["former_unknown"] or not firm.parts.trade:
                return
            firm.hidden_former = self._earlier(firm)
        if firm.hidden_former in self.names or firm.hidden_former == firm.name:
            firm.hidden_former = ""
            return
        self.names.add(firm.hidden_former)
        share = chance["former_known"] / (chance["former_known"] + chance["former_unknown"])
        if rng.random() < share:
            firm.former = (firm.hidden_former,)

    def _earlier(self, firm: Firm) -> str:
        rng, parts = self.rng, firm.parts
        other = rng.choice(self.firms).parts
        roll = rng.random()
        if roll < 0.35:
            return replace(parts, industry=other.industry or parts.industry).whole()
        if roll < 0.55:
            return replace(parts, form="厂" if parts.form.endswith("公司") else "有限公司").whole()
        if roll < 0.75:
            return replace(parts, region=other.region or parts.region).whole()
        return replace(parts, trade=other.trade or parts.trade).whole()


@dataclass
class World:
    """The register (`firms`), firms that exist and are not in it (`outside`), and the words they are made of."""

    firms: list[Firm]
    outside: list[Firm]
    words: Words
    maker: Maker
    brands: Counter[str]


def make_world(*, wanted: int, seed: int, rates: dict[str, Table]) -> World:
    """`wanted` firms in the register or as many as the real data give, whichever is more; ids in a drawn order."""
    maker = Maker(seed, rates)
    maker.real()
    share = rates["firms"]["held_out"]
    if wanted:
        maker.more(int(wanted / (1 - share) / 1.055))
    maker.plant()
    rng = maker.rng
    every = list(maker.firms)
    rng.shuffle(every)
    away = int(len(every) * share)
    outside, firms = every[:away], every[away:]
    if wanted and len(firms) > wanted:
        firms = firms[:wanted]
    for number, firm in enumerate(firms):
        firm.id = f"F{number:07d}"
    return World(firms, outside, maker.words, maker, Counter(f.parts.trade for f in firms))
