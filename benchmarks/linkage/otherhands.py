"""A second noise model, of another kind than `records.Writer`: other mistakes, other habits, other rates.

Written to be run blind: an engine whose weights and rules were made beside one noise model shows here what it only learnt of
that model. Text as scanners, input methods, meter systems and village clerks leave it. `docs/algorithms/linkage-noise.md` lists
the kinds; the rates are in RATES here.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from pypinyin import lazy_pinyin

from .firms import Firm, World
from .otherwords import CODE_READ, FUZZY, HOUSES, METER_WORDS, OLD_INDUSTRY, PERSONS, SCANNED, WHERE
from .rates import Table, pick
from .records import Written
from .systems.tables import tidy
from .words import BRANCH, Parts

RATES: dict[str, Table] = {
    "difficulty": {"code": 0.38, "noisy": 0.34, "hard": 0.20, "absent": 0.08},
    "code": {
        "clean": 0.64, "scanned": 0.10, "cut_to_15": 0.03, "head_lost": 0.03, "two_in_cell": 0.03, "spaced": 0.06,
        "float": 0.02, "two_wrong": 0.03, "swapped_far": 0.03, "neighbours": 0.03,
    },
    "name_beside_code": {"as_registered": 0.55, "noisy": 0.30, "hard": 0.15},
    "steps": {"1": 0.55, "2": 0.30, "3": 0.15},
    "noisy": {
        "meter_note": 0.16, "holder": 0.07, "cut": 0.05, "old_industry": 0.10, "place_behind": 0.08, "place_swapped": 0.06,
        "place_off": 0.12, "form_other": 0.12, "form_off": 0.08, "numerals": 0.03, "glued_place": 0.05, "punctuated": 0.08,
    },
    "hard": {
        "scan": 0.17, "input_method": 0.22, "latin": 0.04, "initials": 0.07, "brand": 0.12, "group_branch": 0.12,
        "former": 0.14, "brand_old_industry": 0.12,
    },
    "absent": {"held_out": 0.50, "twin": 0.20, "sister": 0.10, "person": 0.12, "house": 0.08},
    "address": {"same": 0.30, "rough": 0.35, "beside": 0.10, "elsewhere": 0.25},
}  # fmt: skip
GIVEN = {"code": 0.6, "noisy": 0.55, "hard": 0.7, "absent": 0.6}
FEATURELESS = ("brand", "initials", "group_branch", "former_unknown", "brand_old_industry")


class OtherHands:
    """Draws firms and writes them, seeded; `write` gives records as `records.Writer.write` does."""

    def __init__(self, world: World, *, seed: int, rates: dict[str, Table] | None = None) -> None:
        self.rng = random.Random(f"other:{seed}")
        self.rates = rates or RATES
        self.world = world
        self.owner = {tidy(f.name): f.id for f in world.firms}
        self.core = Counter(f.parts.trade + f.parts.industry for f in world.firms)
        self.often: Counter[str] = Counter(c for f in world.firms for c in f.name if "\u4e00" <= c <= "\u9fff")
        self.sounds: dict[str, list[str]] = defaultdict(list)
        for character, count in self.often.items():
            if count >= 4:
                self.sounds[_fuzzy(character)].append(character)
        self.pairs: dict[str, list[str]] = defaultdict(list)
        for trade in sorted(world.brands):
            if len(trade) == 2:
                self.pairs["".join(map(_fuzzy, trade))].append(trade)

    def write(self, count: int) -> list[Written]:
        """So many records."""
        return [replace(self._one(), rec_id=f"R{number:07d}") for number in range(count)]

    def _one(self) -> Written:
        """Drawn again where the writing is another registered firm's very name."""
        while True:
            kind = pick(self.rng, self.rates["difficulty"])
            made = self._absent() if kind == "absent" else self._present(kind)
            if self.owner.get(tidy(made.name), made.truth_id) == made.truth_id and len(made.name) > 1:
                return made

    def _present(self, difficulty: str) -> Written:
        firm = self.rng.choice(self.world.firms)
        if difficulty == "code":
            while not firm.uscc:
                firm = self.rng.choice(self.world.firms)
        how = pick(self.rng, self.rates["name_beside_code"]) if difficulty == "code" else difficulty
        name, done = self.name(firm, how)
        code, damage = self._code(firm) if difficulty == "code" else ("", "")
        force = damage == "neighbours" or (difficulty != "code" and self._vague(firm, name, done))
        address = self._address(firm, force=force, chance=GIVEN[difficulty])
        noise = "+".join(filter(None, [damage and f"code_{damage}", *done, "address" if address else ""]))
        return Written("", name, code, address, "other", firm.id, difficulty, noise)

    def _vague(self, firm: Firm, name: str, done: list[str]) -> bool:
        """Whether nobody could know the firm by this writing alone: then the writer knows the gate."""
        shared = self.core[firm.parts.trade + firm.parts.industry] > 1
        bare = any(d.startswith("place") or d == "cut" for d in done)
        short = any(d in FEATURELESS for d in done)
        return (
            (bare and shared)
            or (short and self.world.brands[firm.parts.trade] > 1)
            or "initials" in done
            or ("former_unknown" in done)
        )

    def name(self, firm: Firm, how: str) -> tuple[str, list[str]]:
        """The firm as written and what was done to it."""
        if how == "as_registered":
            return firm.name, []
        if how == "noisy":
            return self._noisy(firm)
        kind = pick(self.rng, self.rates["hard"])
        if BRANCH.search(firm.name) and kind not in ("scan", "input_method"):
            kind = "scan"
        name, done = self._hard(firm, kind)
        if self.rng.random() < 0.25:
            name, done = self._metered(name), [*done, "meter_note"]
        return name, done

    def _noisy(self, firm: Firm) -> tuple[str, list[str]]:
        parts, done, late = firm.parts, [], []
        wanted = int(pick(self.rng, self.rates["steps"]))
        for _ in range(15):
            kind = pick(self.rng, self.rates["noisy"])
            place = any(d.startswith(("place", "glued")) for d in done) and kind.startswith(("place", "glued"))
            if kind in done or kind in late or place:
                continue
            if kind in ("meter_note", "holder", "cut", "punctuated"):
                late.append(kind)
            elif (changed := self._changed(kind, parts)) != parts:
                parts = changed
                done.append(kind)
            if len(done) + len(late) >= wanted:
                break
        name = parts.whole()
        for kind in sorted(late):
            name = self._finished(kind, name)
        return name, [*done, *late]

    def _changed(self, kind: str, p: Parts) -> Parts:
        rng = self.rng
        bare = re.sub(r"[市县区省]$", "", p.region) if len(p.region) > 2 else p.region
        if kind == "old_industry":
            return replace(p, industry=_replaced(rng, p.industry, OLD_INDUSTRY))
        if kind == "place_behind" and p.region:
            return replace(p, region="", form=f"{p.form}({bare})" if rng.random() < 0.6 else f"{p.form} {p.region}")
        if kind == "place_swapped" and p.region:
            above = self.world.words.above.get(self.world.words.regions.get(p.region, ""), ())
            return replace(p, region=re.sub(r"市$", "", above[1])) if above and above[1] else p
        if kind == "place_off" and len(p.trade + p.industry) >= 4:
            return replace(p, region="")
        if kind == "glued_place" and p.region:
            return replace(p, region="", trade=p.trade + bare) if rng.random() < 0.5 else replace(p, region=bare)
        if kind == "form_other" and p.form:
            return replace(
                p, form=rng.choice([f for f in ("有限公司", "公司", "有限责任公司", "厂", "集团") if f != p.form])
            )
        if kind == "form_off" and not BRANCH.search(p.form):
            return replace(p, form="")
        if kind == "numerals":
            text = p.trade + "\t" + p.industry
            trade, industry = text.translate(str.maketrans("一二三四五六七八九", "123456789")).split("\t")
            return replace(p, trade=trade, industry=industry)
        return p

    def _finished(self, kind: str, name: str) -> str:
        rng = self.rng
        if kind == "meter_note":
            return self._metered(name)
        if kind == "cut":
            size = rng.choice((8, 9, 11, 15, 16))
            return name[:size]
        if kind == "punctuated":
            at = rng.randrange(1, len(name)) if len(name) > 1 else 0
            mark = rng.choice(("、", "-", "·", ".", ",", "_", " "))
            return name[:at] + mark + name[at:] if rng.random() < 0.7 else f"<{name}>"
        person = rng.choice(PERSONS)
        return rng.choice(("{p}({n})", "{n}({p})", "{n}(代{p})", "{n}(承租方)", "{p}/{n}", "{n}-{p}")).format(
            p=person, n=name
        )

    def _metered(self, name: str) -> str:
        rng = self.rng
        number = f"{rng.randint(0, 9_999_999_999):010d}"
        shapes = (
            "{k}{n}",
            "{n}[户号 {k}]",
            "{n}/{w}",
            "{n} {w}",
            "{k} {n}",
            "{n}（{w}）",
            "{n}{w}",
            "[{w}]{n}",
            "{n}#{k}",
        )
        return rng.choice(shapes).format(n=name, k=number, w=rng.choice(METER_WORDS))

    def _hard(self, firm: Firm, kind: str) -> tuple[str, list[str]]:
        rng, p = self.rng, firm.parts
        if kind == "former":
            if firm.hidden_former:
                return firm.hidden_former, ["former_known" if firm.former else "former_unknown"]
            kind = "input_method"
        made: dict[str, Callable[[], str]] = {
            "scan": lambda: self._scanned(firm),
            "input_method": lambda: self._typed(firm),
            "latin": lambda: p.region + "".join(lazy_pinyin(p.trade)).upper() + p.industry + p.form,
            "initials": lambda: self._initials(p),
            "brand": lambda: firm.short if firm.short and rng.random() < 0.6 else p.trade,
            "group_branch": lambda: (
                f"{p.trade}集团{re.sub(r'[市县区]$', '', p.region)}公司" if p.region else f"{p.trade}集团"
            ),
            "brand_old_industry": lambda: p.trade + _replaced(rng, p.industry, OLD_INDUSTRY)[:4],
        }
        name = made[kind]()
        if name == firm.name or len(name) < 2:
            return self._typed(firm), ["input_method"]
        return name, [kind]

    def _initials(self, p: Parts) -> str:
        """启东恒达机械 as 启东恒机, 恒机厂 or 东恒达."""
        if len(p.trade) < 2 or len(p.industry) < 2:
            return p.trade + p.industry[:1]
        tail = "厂" if p.form.endswith("厂") else "公司"
        return self.rng.choice((p.region[:2] + p.trade[0] + p.industry[0], p.trade[:2] + p.industry[0] + tail))

    def _scanned(self, firm: Firm) -> str:
        """One or two characters read as others that look like them, or a character read as its two halves."""
        name, rng = firm.name, self.rng
        places = [i for i, c in enumerate(name) if c in SCANNED and i < len(name) - 3]
        for at in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
            name = name[:at] + rng.choice(SCANNED[name[at]])[:1] + name[at + 1 :]
        if name == firm.name:
            return self._typed(firm)
        return name

    def _typed(self, firm: Firm) -> str:
        """What an input method offers instead: a word of the same sound (n for l, z for zh, in for ing), or one character."""
        rng, p = self.rng, firm.parts
        words = [w for w in self.pairs["".join(map(_fuzzy, p.trade))] if w != p.trade] if len(p.trade) == 2 else []
        if words and rng.random() < 0.15:
            return replace(p, trade=rng.choice(words)).whole()
        text = p.trade + p.industry
        for at in rng.sample(range(len(text)), len(text)):
            others = [c for c in self.sounds[_fuzzy(text[at])] if c != text[at]]
            if others:
                done = text[:at] + rng.choices(others, weights=[self.often[c] for c in others])[0] + text[at + 1 :]
                return p.region + done + (p.form if rng.random() < 0.7 else "")
        return p.region + text[:1] + text

    def _absent(self) -> Written:
        rng, kind = self.rng, pick(self.rng, self.rates["absent"])
        if kind == "person":
            return self._stranger(rng.choice(PERSONS) + rng.choice(("", "(门面)", "鱼塘", "养殖场")), kind)
        if kind == "house":
            return self._stranger(rng.choice(self.world.maker.places) + rng.choice(HOUSES), kind)
        firm = rng.choice(self.world.outside) if kind == "held_out" else self._made(sister=kind == "sister")
        name, done = (firm.name, []) if rng.random() < 0.4 else self._noisy(firm)
        code = firm.uscc if rng.random() < 0.3 else ""
        address = self._address(firm, force=kind != "held_out", chance=GIVEN["absent"])
        return Written("", name, code, address, "other", "", "absent", "+".join([kind, *done]))

    def _stranger(self, name: str, kind: str) -> Written:
        address = self._address(self.rng.choice(self.world.firms), chance=GIVEN["absent"])
        return Written("", name, "", address, "other", "", "absent", kind)

    def _made(self, *, sister: bool) -> Firm:
        """A firm that is not registered: a namesake of another county, or a sister with one more character in its trade word."""
        rng, maker = self.rng, self.world.maker
        while True:
            like = rng.choice(self.world.firms)
            county, place, city = rng.choice(self.world.words.counties)
            if not like.parts.trade or not like.parts.region or place == like.parts.region:
                continue
            trade = like.parts.trade + rng.choice("新二华东润") if sister else like.parts.trade
            parts = replace(like.parts, trade=trade, region=like.parts.region if sister else place)
            if parts.whole() not in maker.names:
                code = maker.code(county, by=rng)
                return Firm("", parts.whole(), code, maker.address(place, city, by=rng), county=county, parts=parts)

    def _address(self, firm: Firm, *, chance: float, force: bool = False) -> str:
        rng = self.rng
        if not force and rng.random() >= chance:
            return ""
        kind = pick(rng, self.rates["address"])
        if force and kind in ("elsewhere", "beside"):
            kind = "rough"
        if kind == "elsewhere" or not firm.address:
            return "" if force else f"{rng.choice(self.world.maker.places)}{rng.randint(1, 60)}号地块"
        if kind == "beside":
            return re.sub(r"\d+号?.*$", "", firm.address) + rng.choice(WHERE)
        return firm.address if kind == "same" else self._rough(firm.address)

    def _rough(self, address: str) -> str:
        rng = self.rng
        way = rng.randrange(5)
        if way == 0:
            return re.sub(r"^.{2,3}省|^.{2,3}市", "", address)
        if way == 1:
            return address.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
        if way == 2:
            return re.sub(r"(\d+)号", lambda m: f"{m[1]}-{rng.randint(1, 9)}号", address, count=1)
        if way == 3:
            return re.sub(r"[市县区](?=.)", "", address, count=1) + rng.choice(("厂内", "1层", "南门"))
        return "地址:" + address

    def _code(self, firm: Firm) -> tuple[str, str]:
        rng, code, kind = self.rng, firm.uscc, pick(self.rng, self.rates["code"])
        at, far = rng.randrange(2, 9), rng.randrange(10, 17)
        if kind == "neighbours":
            other = rng.choice(self.world.firms)
            return (other.uscc, kind) if other.uscc and other.id != firm.id else (code, "clean")
        swapped = list(code)
        swapped[at], swapped[far] = swapped[far], swapped[at]
        made = {
            "scanned": "".join(rng.choice(CODE_READ[c]) if c in CODE_READ and rng.random() < 0.4 else c for c in code),
            "cut_to_15": code[:15],
            "head_lost": code[rng.choice((1, 2)) :],
            "two_in_cell": f"{code}/{self.world.maker.code('320600', by=rng)[8:17]}",
            "spaced": " ".join((code[:2], code[2:8], code[8:17], code[17:])),
            "float": f"{code}.0" if rng.random() < 0.5 else f"{code[0]}.{code[1:9]}E17",
            "two_wrong": code[:at]
            + str(rng.randrange(10))
            + code[at + 1 : far]
            + str(rng.randrange(10))
            + code[far + 1 :],
            "swapped_far": "".join(swapped),
        }
        return made.get(kind, code), kind


def _fuzzy(character: str) -> str:
    """The sound as southern speakers type it."""
    sound = lazy_pinyin(character)[0]
    for one, other in FUZZY:
        sound = re.sub(one, other, sound)
    return sound


def _replaced(rng: random.Random, industry: str, table: dict[str, tuple[str, ...]]) -> str:
    for word in sorted(table, key=len, reverse=True):
        if word in industry:
            return industry.replace(word, rng.choice(table[word]), 1)
    return industry
