"""One header cell taken apart: what it names, its unit, its period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..quantities import Unit, unit_table
from .periods import PeriodSpec, find_period
from .words import normalise

_BRACKET = re.compile(r"\(([^()]*)\)")
_NOTE_MARK = re.compile(
    r"^[*★☆#]+|[*★☆#:]+$|^[(]?\d{1,2}[)、.](?=[^\d])|^[一二三四五六七八九十]{1,2}、|^\d{1,2}(?=[\u4e00-\u9fff])(?!\d*[月季年日天个万亿千百人户亩度号至到])"
)
_SEPARATED = re.compile(r"^(.+?)[/:,;_\-|](?:单位:?)?([^/:,;_\-|]+(?:/年)?)$")
_RATIO = re.compile(
    r"%|‰|/(亩|人|户|吨标煤|吨标准煤|吨|度|千瓦时|kwh|平方米|m2|㎡|万元|元|月|公顷|km2|平方公里|tce|天|日|平|套|个)$"
)
# One character that is also the end of ordinary words: never cut off without a separator.
_TOO_SHORT = frozenset("元人度吨名位口克斤平十百千万亿t块mg")


@dataclass(frozen=True, slots=True)
class HeaderText:
    """`words` without units and periods; `modifiers` are brackets that are neither."""

    text: str
    words: str
    units: tuple[Unit, ...] = ()
    ratio: bool = False
    other_unit: bool = False
    period: PeriodSpec | None = None
    modifiers: tuple[str, ...] = ()


@lru_cache(maxsize=20000)
def read_header(text: str) -> HeaderText:
    """Take a header cell apart."""
    body = _NOTE_MARK.sub("", normalise(text))
    units: tuple[Unit, ...] = ()
    modifiers: list[str] = []
    ratio = other = False
    period: PeriodSpec | None = None
    for content in _BRACKET.findall(body):
        for piece in _pieces(content):
            found, is_ratio, is_other = _unit_of(piece)
            ratio, other = ratio or is_ratio, other or is_other
            if found:
                units = units or found
            elif not is_ratio and not is_other:
                spec, rest = find_period(piece)
                period = period or spec
                if rest:
                    modifiers.append(rest)
    body = _BRACKET.sub("", body).strip(":：()")
    spec, body = find_period(body) if not unit_table().find(body) else (None, body)
    if not body:
        return HeaderText(text, "", units, ratio, other, spec or period, tuple(modifiers))
    body, tail, tail_ratio = _cut_unit(body)
    return HeaderText(text, body, units or tail, ratio or tail_ratio, other, _join(spec, period), tuple(modifiers))


def _join(spec: PeriodSpec | None, bracket: PeriodSpec | None) -> PeriodSpec | None:
    """税收(2021年) > 1-6月: year and months may stand in and out of the bracket."""
    if spec is None or bracket is None:
        return spec or bracket
    if spec.year is None and not bracket.has_months:
        return PeriodSpec(bracket.year, spec.first, spec.last, spec.mode)
    if not spec.has_months and spec.year is not None and bracket.has_months:
        return PeriodSpec(spec.year, bracket.first, bracket.last, bracket.mode)
    return spec


def _pieces(content: str) -> list[str]:
    """(吨标准煤,等价值) says two things; (万元、亩) is one list of units."""
    parts = [p for p in re.split(r"[,,;;、]", content) if p]
    if len(parts) < 2 or unit_table().find_all(content):
        return [content]
    return parts if any(unit_table().find(p) is not None for p in parts) else [content]


def _unit_of(content: str) -> tuple[tuple[Unit, ...], bool, bool]:
    """A bracket's content as unit(s): units, whether it is a ratio, whether a unit of other things."""
    text = re.sub(r"^(计量|金额|数据)?单位[::]?(为)?", "", content)
    if not text:
        return (), False, False
    table = unit_table()
    unit = table.find(text)
    if unit is not None:
        return (unit,), False, False
    if _RATIO.search(text):
        return (), True, False
    several = table.find_all(text)
    return several, False, table.is_other(text)


def _cut_unit(body: str) -> tuple[str, tuple[Unit, ...], bool]:
    """A unit at the end without brackets: 税收/万元, 面积亩, 用电量kwh; a header that is a unit and nothing else."""
    table = unit_table()
    whole = table.find(body)
    if whole is not None:
        return "", (whole,), False
    separated = _SEPARATED.match(body)
    if separated:
        unit = table.find(separated[2])
        if unit is not None and table.find(separated[1]) is None:
            return separated[1].rstrip("/:,;_-"), (unit,), False
    if _RATIO.search(body):
        return body, (), True
    rest, suffix = table.split_suffix(body)
    if (
        suffix is not None
        and len(rest) >= 2
        and suffix.name not in _TOO_SHORT
        and suffix.dimension not in ("scale", "persons")
    ):
        return rest, (suffix,), False
    return body, (), False


def _stated_units(said: str) -> tuple[Unit, ...]:
    """Units in what follows 单位: a list, or the first unit of a longer text."""
    found = unit_table().find_all(said.strip("()"))
    if found:
        return found
    pieces = (unit_table().find(p) for p in re.findall(r"([^\s(),,、;；/]+)", said))
    return tuple(u for u in pieces if u is not None)[:4]


@lru_cache(maxsize=4000)
def unit_line(text: str) -> tuple[Unit, ...]:
    """The units that a line such as `单位:万元、亩` or `(万元)` states; empty where it states none."""
    body = normalise(text)
    stated: list[Unit] = []
    for part in body.split("单位")[1:]:
        said = re.match(r"(?:[::]|均为|都是|统一为|为|是)\(?([^::。)]+)", part)
        stated.extend(_stated_units(said[1]) if said else ())
    if stated:
        return tuple(dict.fromkeys(stated))
    for content in _BRACKET.findall(body):
        units, ratio, _ = _unit_of(content)
        if units and not ratio:
            return units
    whole = unit_table().find(body)
    return (whole,) if whole is not None and len(body) > 1 else ()
