"""The records that six departments write of a world's firms, each with the firm that it truly means."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, replace

from .firms import Firm, World
from .letters import Letters, full_width
from .namenoise import NameNoise
from .rates import Table, pick
from .systems.tables import tidy

BUILDINGS = ("科创大厦", "紫薇广场", "中央商务大厦", "滨江国际", "电商产业园", "双创中心", "软件园", "金融中心")


@dataclass(frozen=True, slots=True)
class Written:
    """One record; `truth_id` '' where it means no firm of the register."""

    rec_id: str
    name: str
    uscc: str
    address: str
    source: str
    truth_id: str
    difficulty: str
    noise: str


class Writer:
    """Draws firms and writes them, seeded."""

    def __init__(self, world: World, *, seed: int, rates: dict[str, Table]) -> None:
        self.rng = random.Random(f"records:{seed}")
        self.world, self.rates = world, rates
        letters = Letters(f.name for f in world.firms)
        self.noise = NameNoise(world, letters, rates)
        self.weights: list[float] = []
        total = 0.0
        for firm in world.firms:
            total += rates["extra"]["twin_weight"] if firm.twin else 1.0
            self.weights.append(total)
        self.core = Counter(f.parts.trade + f.parts.industry for f in world.firms)
        self.owner = {tidy(f.name): f.id for f in world.firms}

    def write(self, count: int) -> list[Written]:
        """So many records, their ids in a drawn order."""
        rows = [self._one() for _ in range(count)]
        return [replace(row, rec_id=f"R{number:07d}") for number, row in enumerate(rows)]

    def _one(self) -> Written:
        """A record that by its noise became another firm's very name is drawn again: nobody could know better."""
        while True:
            difficulty = pick(self.rng, self.rates["difficulty"])
            source = pick(self.rng, self.rates[f"source:{difficulty}"])
            made: Written = getattr(self, f"_{difficulty}")(source)
            if self.owner.get(tidy(made.name), made.truth_id) == made.truth_id:
                return made

    def _firm(self) -> Firm:
        return self.rng.choices(self.world.firms, cum_weights=self.weights)[0]

    def _code(self, source: str) -> Written:
        firm = self._firm()
        while not firm.uscc:
            firm = self._firm()
        kind = pick(self.rng, self.rates["name_beside_code"])
        name, done = firm.name, []
        if kind != "as_registered":
            name, done = self.noise.noisy(self.rng, firm) if kind == "noisy" else self.noise.hard(self.rng, firm)
        damage = pick(self.rng, self.rates["code"])
        code = self._damaged(firm, damage)
        address, place = self._address(firm, source, force=damage == "neighbours")
        return Written("", name, code, address, source, firm.id, "code", "+".join([f"code_{damage}", *done, place]))

    def _noisy(self, source: str) -> Written:
        firm = self._firm()
        name, done = self.noise.noisy(self.rng, firm)
        if self.rng.random() < self.rates["extra"]["unit_of_firm"]:
            name, more = self.noise.unit(self.rng, name)
            done = [*done, *more]
        blurred = any(d.startswith("region") or d == "truncated" for d in done)
        shared = self.core[firm.parts.trade + firm.parts.industry] > 1
        address, place = self._address(firm, source, force="truncated" in done or (blurred and shared))
        return Written("", name, "", address, source, firm.id, "noisy", "+".join([*done, place]))

    def _hard(self, source: str) -> Written:
        firm = self._firm()
        name, done = self.noise.hard(self.rng, firm)
        brand = any(d in ("brand", "brand_industry", "region_brand", "former_unknown") for d in done)
        told = brand and (self.world.brands[firm.parts.trade] > 1 or "former_unknown" in done)
        address, place = self._address(firm, source, force=told)
        return Written("", name, "", address, source, firm.id, "hard", "+".join([*done, place]))

    def _absent(self, source: str) -> Written:
        rng, kind = self.rng, pick(self.rng, self.rates["absent"])
        if kind in ("person", "facility"):
            name = self.noise.stranger(rng, kind)
            where = self._firm()
            address, place = self._address(where, source)
            return Written("", name, "", address, source, "", "absent", "+".join([kind, place]))
        firm = rng.choice(self.world.outside) if kind == "held_out" else self._elsewhere()
        name, done = firm.name, []
        if rng.random() < 0.6:
            name, done = self.noise.noisy(rng, firm) if rng.random() < 0.7 else self.noise.hard(rng, firm)
        code = firm.uscc if source in ("tax", "social") and rng.random() < 0.7 else ""
        address, place = self._address(firm, source, force=kind == "twin_elsewhere")
        return Written("", name, code, address, source, "", "absent", "+".join([kind, *done, place]))

    def _elsewhere(self) -> Firm:
        """A namesake of a registered firm from another place that the register does not have."""
        like = self._firm()
        while True:
            county, name, city = self.rng.choice(self.world.maker.words.counties)
            parts = replace(like.parts, region=name)
            if (
                like.parts.trade
                and like.parts.region
                and name != like.parts.region
                and parts.whole() not in self.world.maker.names
            ):
                maker = self.world.maker
                return Firm(
                    "",
                    parts.whole(),
                    maker.code(county, by=self.rng),
                    maker.address(name, city, by=self.rng),
                    county=county,
                    parts=parts,
                )
            like = self._firm()

    def _address(self, firm: Firm, source: str, *, force: bool = False) -> tuple[str, str]:
        """What stands in the address cell. `force`: a clerk who writes a shared brand alone knows the gate."""
        rng = self.rng
        if not force and rng.random() >= self.rates["given"][source]:
            return "", "address_none"
        kind = pick(rng, self.rates.get(f"address:{source}", self.rates["address"]))
        if force and kind in ("elsewhere", "truncated"):
            kind = "reshaped"
        if kind == "elsewhere" or not firm.address:
            if force:
                return "", "address_none"
            if source == "building":
                return f"{rng.choice(BUILDINGS)}{rng.randint(1, 28)}楼{rng.randint(101, 2812)}室", "address_unit"
            return self.world.maker.address("", by=self.rng), "address_elsewhere"
        if kind == "as_registered":
            return firm.address, "address_same"
        if kind == "truncated":
            return firm.address[: max(5, len(firm.address) * 2 // 3)], "address_truncated"
        return self._reshaped(firm), "address_reshaped"

    def _reshaped(self, firm: Firm) -> str:
        rng, address = self.rng, firm.address
        ways = rng.sample(("front", "number", "width", "inside", "between"), 2)
        if "front" in ways:
            bare = re.sub(r"^(江苏省)?(南通市)?", "", address)
            near = ("江苏省", "江苏省南通市", "南通市") if firm.county.startswith("3206") else ("",)
            address = bare if bare != address else rng.choice(near) + address
        if "number" in ways:
            address = re.sub(r"(\d+)号", rng.choice((r"\1#", r"\1")), address, count=1)
        if "width" in ways:
            address = full_width(address)
        if "inside" in ways:
            address += rng.choice(("院内", "内", "1号楼", "(厂区)", "东侧", "A栋201"))
        if "between" in ways:
            address = re.sub(r"(镇|街道|开发区)", r"\1 ", address, count=1)
        return address

    def _damaged(self, firm: Firm, kind: str) -> str:
        rng, code = self.rng, firm.uscc
        at = rng.randrange(2, 18)
        other = rng.choice("0123456789")
        made = {
            "lower_spaced": lambda: rng.choice((code.lower(), f" {code}", f"{code[:6]} {code[6:]}", full_width(code))),
            "letter_for_digit": lambda: code.translate(str.maketrans(*rng.choice((("0", "O"), ("1", "I"), ("01", "OI"))))),
            "one_wrong": lambda: code[:at] + (other if other != code[at] else "7") + code[at + 1 :],
            "one_lost": lambda: code[:at] + code[at + 1 :],
            "two_swapped": lambda: code[: at - 1] + code[at] + code[at - 1] + code[at + 1 :],
            "one_doubled": lambda: code[:at] + code[at] + code[at:],
            "old_registration": lambda: firm.old_registration or f"{firm.county}{rng.randint(0, 999_999_999):09d}",
            "organisation_code": lambda: rng.choice((code[8:17], f"{code[8:16]}-{code[16]}", firm.county + code[8:17])),
            "scientific": lambda: f"{code[0]}.{code[1:6]}E+17",
            "neighbours": lambda: self._neighbour(firm),
            "labelled": lambda: rng.choice(("税号:{}", "{}(三证合一)", "统一社会信用代码：{}", "'{}")).format(code),
        }  # fmt: skip
        return made[kind]() if kind in made else code

    def _neighbour(self, firm: Firm) -> str:
        while True:
            other = self.rng.choice(self.world.firms)
            if other.uscc and other.id != firm.id:
                return other.uscc
