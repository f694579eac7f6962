"""An address taken apart: divisions, town, road and number, village and group. What is missing is ''."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .characters import fold_text
from .divisions import load_divisions

_TOWN = re.compile(r"^([\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|农场))")
_ROAD = re.compile(
    r"([\u4e00-\u9fff]{1,6}?(?:大道|大街|路|街|巷|弄|道|线))([东西南北中]段)?(?:[东西南北]侧)?第?(\d+(?:-\d+)?)?(?:号|弄)?"
)
_VILLAGE = re.compile(r"([\u4e00-\u9fff]{1,4}?(?:村|社区|居委会|居))(?:第?(\d+)组)?")
_ZONE = re.compile(r"([\u4e00-\u9fff]{0,6}?(?:工业园区|工业集中区|开发区|工业园|园区|科技园))")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_CHINESE_NUMBER = re.compile(r"[零一二三四五六七八九十百]+(?=[号组幢栋室楼层弄])")
_NO_DIVISION_BEFORE = {"", *"路街镇乡村大"}
_SIGNS = {*"省市区县"}
_SIGNED = re.compile(r"[^\u4e00-\u9fffA-Z0-9]|号楼|[号幢栋楼座室层组弄内]|单元|东侧|西侧|南侧|北侧|厂区")
_NOISE = re.compile(r"\([^()]*\)|[,、;:/#]")


@dataclass(frozen=True, slots=True)
class AddressParts:
    """`detail` is the folded address without its divisions; `place` its strongest key: road and number, or village and group."""

    regions: tuple[str, ...]
    town: str
    road: str
    number: str
    village: str
    group: str
    zone: str
    detail: str

    @property
    def bare(self) -> str:
        """The detail without the words for number, building, floor and room, and without marks: only what they number."""
        return _SIGNED.sub("", self.detail)

    @property
    def place(self) -> str:
        """Road and number, or village and group; '' when the address names neither."""
        if self.road and self.number:
            return f"{self.road}{self.number}"
        return f"{self.village}{self.group}组" if self.village and self.group else ""


EMPTY_ADDRESS = AddressParts((), "", "", "", "", "", "", "")


def parse_address(address: str | None) -> AddressParts:
    """Take one address apart, as far as it says anything."""
    return parse_folded_address(fold_text(address))


def parse_folded_address(folded: str) -> AddressParts:
    """`parse_address` of a text that `fold_text` has folded already."""
    text = _CHINESE_NUMBER.sub(lambda m: str(_number(m.group())), _NOISE.sub("", folded))
    if not text:
        return EMPTY_ADDRESS
    regions, rest = _regions(text)
    town = hit.group(1) if (hit := _TOWN.match(rest)) else ""
    inner = rest[len(town) :]
    road = _ROAD.search(inner)
    village = None if road else _VILLAGE.search(inner)
    zone = _ZONE.search(inner)
    return AddressParts(
        regions=regions,
        town=town,
        road=road.group(1) + (road.group(2) or "") if road else "",
        number=(road.group(3) or "") if road else "",
        village=village.group(1) if village else "",
        group=(village.group(2) or "") if village else "",
        zone=zone.group(1) if zone else "",
        detail=rest,
    )


def _regions(text: str) -> tuple[tuple[str, ...], str]:
    divisions, regions, position = load_divisions(), tuple[str, ...](), 0
    for _ in range(4):
        word = divisions.match(text, position)
        end = position + len(word)
        if not word or (text[end : end + 1] in _NO_DIVISION_BEFORE and word[-1] not in _SIGNS):
            break
        inside = _inside(divisions.codes[word], regions)
        if not inside:
            break
        if len(inside[0]) >= max(map(len, regions), default=0):
            regions = inside
        position = end + 1 if text[end : end + 1] in _SIGNS else end
    return regions, text[position:]


def _inside(codes: tuple[str, ...], regions: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `codes` that lie within `regions` or around them; all where nothing is known yet."""
    if not regions:
        return codes
    return tuple(c for c in codes if any(c.startswith(r) or r.startswith(c) for r in regions))


def _number(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _NUMERALS[character] if digit else _NUMERALS[character]
    return total + digit
