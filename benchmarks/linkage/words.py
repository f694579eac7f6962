"""How a registered name is taken apart to be written otherwise: region, trade word, industry, form.

Only for making noise: this reading of names is the benchmark's own, learnt from the register it is given, so that the
engine under test is not judged by its own idea of a name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

FORMS = (
    "集团股份有限公司", "(集团)股份有限公司", "（集团）股份有限公司", "股份有限公司", "集团有限公司",
    "(集团)有限公司", "（集团）有限公司", "集团有限责任公司", "有限责任公司", "股份公司", "有限公司", "总公司",
    "集团公司", "公司", "总厂", "厂", "合作社", "商店", "商行", "中心", "站",
)  # fmt: skip
BRANCH = re.compile(
    r"(分公司|支行|分行|营业部|分店|营业厅|支公司|分理处|分厂|加油站|供应点|加油点|门市部|经营部|储蓄所|邮政所)$"
)
OLD_NAMES = {
    "通州区": "通州市", "海门区": "海门市", "海安市": "海安县", "海门市": "海门区", "海安县": "海安市", "港闸区": "崇川区",
    "通州市": "通州区", "南通市通州区": "通州市",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a name in order; any may be ''."""

    region: str
    trade: str
    industry: str
    form: str

    def whole(self) -> str:
        """The name again."""
        return self.region + self.trade + self.industry + self.form


@dataclass
class Words:
    """Regions from the list of divisions; industries: the endings that many middles of this register share."""

    regions: dict[str, str]
    industries: Counter[str] = field(default_factory=Counter)
    counties: list[tuple[str, str, str]] = field(default_factory=list)
    longest: int = 8
    above: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def split(self, name: str) -> Parts:
        """Region as far as known ones follow each other, the form at the end, the commonest long ending as industry."""
        rest, form = name, ""
        for ending in FORMS:
            if rest.endswith(ending) and len(rest) > len(ending) + 1:
                rest, form = rest[: -len(ending)], ending
                break
        region = ""
        while (found := self._region(rest)) and len(rest) - len(found) >= 2:
            region, rest = region + found, rest[len(found) :]
        for size in range(min(8, len(rest) - 2), 1, -1):
            if self.industries[rest[-size:]] >= 8:
                return Parts(region, rest[:-size], rest[-size:], form)
        return Parts(region, rest, "", form)

    def _region(self, text: str) -> str:
        for size in range(min(self.longest, len(text)), 1, -1):
            if text[:size] in self.regions:
                return text[:size]
        return ""

    def learn(self, names: Iterable[str]) -> None:
        """Count the endings of the middles."""
        for name in names:
            parts = self.split(name)
            middle = parts.trade + parts.industry
            self.industries.update({middle[-size:] for size in range(2, min(8, len(middle) - 1))})


def read_words(divisions: Path) -> Words:
    """Provinces, prefectures and counties, each with and without its 省, 市, 县, 区 (two characters at least)."""
    with divisions.open(encoding="utf-8-sig", newline="") as rows:
        every = [row for row in csv.DictReader(rows) if row["level"] != "township"]
    top = {row["code"]: row["name"] for row in every}
    regions: dict[str, str] = {}
    above, codes = _above(every), {row["name"]: row["code"].rstrip("0") for row in every}
    counties: list[tuple[str, str, str]] = []
    for row in every:
        name = row["name"]
        regions[name] = name
        short = re.sub(r"(省|市|县|区|自治州|地区|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", name)
        if len(short) >= 2 and not (row["level"] == "county" and name.endswith("区")):
            regions.setdefault(short, name)
        if row["level"] == "county":
            parent = top.get(row["parent_code"], "")
            counties.append((row["code"][:6], name, parent if parent.endswith(("市", "州", "盟", "地区")) else ""))
    for name in ("通州市", "海安县", "海门市", "港闸区", "通州区", "如东县"):
        regions.setdefault(name, name)
    return Words(regions=regions, counties=counties, longest=max(map(len, regions)), above=above, codes=codes)


def _above(rows: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    """Province and prefecture ('' for none) above each prefecture and county whose name is the only one."""
    by_code = {row["code"]: row for row in rows}
    often = Counter(row["name"] for row in rows)
    found = {}
    for row in rows:
        parent = by_code.get(row["parent_code"])
        if parent is None or often[row["name"]] > 1:
            continue
        over = by_code.get(parent["parent_code"])
        found[row["name"]] = (over["name"], parent["name"]) if over else (parent["name"], "")
    return found
