"""What a header's words mean: a role, a measure, a generic "the figure", or a figure that never counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .headertext import HeaderText
from .words import HeaderWords, MeasureWords, header_words, measure_words, normalise

ROLE, PLAIN, MEASURE, GENERIC, SKIP, UNKNOWN = "role", "plain", "measure", "generic", "skip", "unknown"
_FIRM_END = re.compile(r"(企业|单位|公司|纳税人|法人)(详细|全)?名称$|^(企业|单位|公司)(全称|简称)$")
_CODE_END = re.compile(r"信用代码$")
_ADDRESS_END = re.compile(r"(地址|坐落|座落)$")
_ACCOUNT_END = re.compile(r"(编号|证号|户号|号码|宗地号|许可证号|合同号)$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`code` is a role's name or a measure's code; `rank` orders synonyms, the usual name first."""

    kind: str
    code: str = ""
    rank: int = 0


class Lexicon:
    """All words, indexed. `extra` are a source's own names for measures, which win."""

    def __init__(
        self, headers: HeaderWords, measures: Mapping[str, MeasureWords], extra: Mapping[str, str] | None = None
    ) -> None:
        self.measures = measures
        self.words = headers
        self._roles = {normalise(w): role for role, names in reversed(headers.roles.items()) for w in names}
        self._plain = frozenset(map(normalise, headers.plain))
        self._generic = frozenset(map(normalise, headers.generic))
        self._neutral = sorted({normalise(w) for w in headers.neutral}, key=len, reverse=True)
        self._skip = [normalise(w) for w in headers.skip_words]
        self._skip_patterns = [re.compile(p) for p in headers.skip_patterns]
        self._names: dict[str, tuple[str, int]] = {}
        for name, code in (extra or {}).items():
            self._names[normalise(name)] = (code, 0)
        for code, measure in measures.items():
            for rank, name in enumerate(measure.names):
                self._names.setdefault(normalise(name), (code, rank))
        self._longest = sorted(self._names, key=len, reverse=True)
        self._under = _under(measures)
        self._cache: dict[tuple[str, tuple[str, ...]], Meaning] = {}

    def read(self, header: HeaderText) -> Meaning:
        """What one level of a header means by itself."""
        key = (header.words, header.modifiers)
        if key not in self._cache:
            self._cache[key] = self._read(header.words, header.modifiers)
        return self._cache[key]

    def below(self, words: str, ancestor: str) -> Meaning | None:
        """What `words` mean below a header of the measure `ancestor` (持证 below 用地面积)."""
        body = self._strip_part_mark(words)
        for part in (body, body.removesuffix("面积"), body.removesuffix("数"), body.removesuffix("电量")):
            code = self._under.get((ancestor, part))
            if code:
                return Meaning(MEASURE, code)
        return None

    def find_in_title(self, title: str) -> set[str]:
        """Measures that a title names, longest names first, without those inside a longer name."""
        body, found = normalise(title), set()
        for name in self._longest:
            if len(name) >= 2 and name in body and not self._skipped_beside(body, name):
                found.add(self._names[name][0])
                body = body.replace(name, " ")
        return found

    def is_placeholder(self, text: str) -> bool:
        """True for —, /, 无, 未统计 and their like."""
        return _placeholder_set(self.words).__contains__(normalise(text))

    def _read(self, words: str, modifiers: tuple[str, ...]) -> Meaning:
        body = self._strip_part_mark(words)
        joined = "".join((body, *modifiers))
        bracketed = body + "".join(f"({m})" for m in modifiers)
        for spelling in dict.fromkeys((bracketed, joined, body)):
            meaning = self._exact(spelling)
            if meaning is not None and not self._skipped_modifier(meaning, modifiers):
                return self._specialise(meaning, modifiers)
        if any(p.search(joined) for p in self._skip_patterns):
            return Meaning(SKIP)
        meaning = self._inside(body)
        if meaning.kind == MEASURE:
            return Meaning(SKIP) if self._skipped_modifier(meaning, modifiers) else self._specialise(meaning, modifiers)
        if meaning.kind == SKIP or any(w in joined for w in self._skip):
            return Meaning(SKIP)
        return self._by_ending(body)

    def _exact(self, spelling: str) -> Meaning | None:
        if spelling in self._names:
            code, rank = self._names[spelling]
            return Meaning(MEASURE, code, rank)
        if spelling in self._roles:
            return Meaning(ROLE, self._roles[spelling])
        if spelling in self._plain:
            return Meaning(PLAIN)
        return Meaning(GENERIC) if spelling in self._generic else None

    def _skipped_modifier(self, meaning: Meaning, modifiers: tuple[str, ...]) -> bool:
        """A bracket may turn a measure into a plan or a ratio: 产值(计划)."""
        if meaning.kind not in (MEASURE, GENERIC):
            return False
        harmless = re.compile("含|不含|包括|扣除|剔除|按|其中")
        texts = [m for m in modifiers if m not in self._names and not harmless.match(m) and not self._is_neutral(m)]
        return any(w in m for m in texts for w in self._skip) or any(
            p.search(m) for m in texts for p in self._skip_patterns
        )

    def _specialise(self, meaning: Meaning, modifiers: tuple[str, ...]) -> Meaning:
        """用电量(峰), 税收(国税): a bracket that names a part makes it the part."""
        if meaning.kind != MEASURE:
            return meaning
        for modifier in modifiers:
            below = self.below(modifier, meaning.code)
            if below is not None:
                return below
            named = self._names.get(modifier)
            if named and self.measures[named[0]].part_of == meaning.code:
                return Meaning(MEASURE, *named)
        return meaning

    def _inside(self, body: str) -> Meaning:
        """The longest name inside a text whose other words change nothing; a word that forbids wins."""
        for name in self._longest:
            at = body.find(name)
            if at < 0 or len(name) < 2:
                continue
            if self._skipped_beside(body, name):
                return Meaning(SKIP)
            if self._is_neutral(body[:at]) and self._is_neutral(body[at + len(name) :]):
                code, rank = self._names[name]
                return Meaning(MEASURE, code, rank + 50)
        return Meaning(UNKNOWN)

    def _skipped_beside(self, body: str, name: str) -> bool:
        """True where a forbidding word stands in `body` and not wholly inside `name`."""
        rest = body.replace(name, "\0" * len(name), 1)
        crossing = any(w in body and w not in name and w not in rest for w in self._skip)
        return crossing or any(w in rest for w in self._skip) or any(p.search(body) for p in self._skip_patterns)

    def _is_neutral(self, text: str) -> bool:
        rest = text.strip("/-、,.:的")
        if re.match("含|不含|包括|扣除", rest):
            return True
        while rest:
            word = next((w for w in self._neutral if rest.startswith(w)), None)
            if word is None:
                return False
            rest = rest[len(word) :].strip("/-、,.:")
        return True

    def _by_ending(self, body: str) -> Meaning:
        if _FIRM_END.search(body):
            return Meaning(ROLE, "firm")
        if _CODE_END.search(body):
            return Meaning(ROLE, "uscc")
        if _ADDRESS_END.search(body):
            return Meaning(ROLE, "address")
        if _ACCOUNT_END.search(body):
            return Meaning(ROLE, "account")
        return Meaning(UNKNOWN)

    def _strip_part_mark(self, words: str) -> str:
        for mark in self.words.part_marks:
            if words.startswith(mark):
                return words[len(mark) :].lstrip(":、,.-")
        return words


def _under(measures: Mapping[str, MeasureWords]) -> dict[tuple[str, str], str]:
    """(parent measure, word) -> measure."""
    table: dict[tuple[str, str], str] = {}
    land = ("land_area", "certified_land_area")
    for code, measure in measures.items():
        parents = {measure.part_of, *measure.rivals} - {""}
        if measure.dimension == "area":
            parents |= set(land) if measure.under else set()
        for parent in parents:
            table |= {(parent, normalise(w)): code for w in measure.under}
        table |= {("floor_area", normalise(w)): code for w in measure.under_floor}
    return table


@lru_cache(maxsize=8)
def _placeholder_set_cached(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(normalise(w) for w in words)


def _placeholder_set(words: HeaderWords) -> frozenset[str]:
    return _placeholder_set_cached(tuple(words.placeholders))


@lru_cache(maxsize=64)
def lexicon(extra: tuple[tuple[str, str], ...] = ()) -> Lexicon:
    """The shipped lexicon, with a source's own names in front."""
    return Lexicon(header_words(), measure_words(), dict(extra))
