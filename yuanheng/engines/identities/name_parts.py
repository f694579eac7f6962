"""An enterprise name taken apart: region, trade word (字号), industry, organisation form, and what makes it a branch.

`启东市恒达机械制造有限公司吕四分公司` is region 启东市, trade word 恒达, industry 机械制造, form 有限公司, unit 吕四分公司.
The parts are a guess from words, good enough to compare and to explain; nobody writes them back into a register.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .characters import fold_text
from .divisions import Divisions, load_divisions
from .industry_words import INDUSTRY_WORDS, JOINERS
from .name_notes import take_off_notes

_FORM = (
    r"(?:\(?集团\)?)?(?:控股)?(?:股份)?(?:有限责任公司|有限公司|有限责任|股份公司|有限)|责任公司|股份|集团公司|\(?集团\)?|总公司|公司"
    r"|总厂|工厂|厂|合伙企业|\((?:有限合伙|普通合伙|特殊普通合伙)\)|合作社|合作联社|联社|供销社|事务所|研究所|研究院|设计院|银行"
)
_INNER = re.compile(
    r"(?:有限责任公司|有限公司|股份公司|集团公司|总公司|公司|合作社|供销社|总厂|银行(?!股份)|厂(?![镇乡村街路房区]))"
)
_LAST = re.compile(
    rf"(?:{_FORM}|商店|门市部|经营部|批发部|营业部|服务部|供应站|供应点|加油站|加油点|工作站|站|支行|分理处|储蓄所"
    r"|支局|邮政所|营业厅|营业所|分公司|支公司|分厂|分店|药店|药房|酒店|饭店|宾馆|旅馆|中心|商场|超市|农场|林场|市场"
    r"|学校|医院|诊所|幼儿园|门市|店|部|所|社|场|院|馆|处|局|库|队|行|城|园)$"
)
_UNIT = re.compile(
    r"(?:分公司|支公司|分厂|分店|分行|支行|支局|分局|分理处|储蓄所|营业厅|营业部|营业所|门市部|门市|经营部|批发部|服务部"
    r"|办事处|代表处|加油站|加油点|供应站|供应点|服务站|药店|药房|专卖店|商店|商场|超市|酒店|饭店|宾馆|油库|工厂"
    r"|分社|分所|分部|分院|分校|分号|厂|店|部|站|处|所|场|队|库|行|公司)$"
)
_DIGIT = re.compile(r"(?<![A-Z\d.])\d(?![A-Z\d.])")
_NUMERALS = "零一二三四五六七八九"
_ZONE = re.compile(
    r"^(?:(?:国家级?|省级?)?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新区|工业园区|工业园|开发区|保税区|新区))"
)
_TOWN = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:镇|乡|街道)(?=[\u4e00-\u9fff]{3})")
_FORM_KIND = {
    "分公司": "branch", "支公司": "branch", "公司": "company", "有限": "company", "集团": "company", "股份": "company",
    "分厂": "factory", "厂": "factory", "合伙": "partners", "合作": "coop", "社": "coop", "支行": "bank", "银行": "bank",
    "行": "shop", "局": "office", "店": "shop", "部": "shop", "门市": "shop", "药房": "shop", "站": "station",
    "点": "station", "所": "office", "院": "office",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of one writing; every text is folded, '' where the writing has no such part.

    `core` is trade word and industry together; `bare` the name without form, unit and brackets but with its region;
    `regions` the prefixes of division codes that the region may mean (32, 3206, 320681); `kind` the class of the form.
    """

    text: str
    region: str
    regions: tuple[str, ...]
    trade: str
    industry: str
    form: str
    kind: str
    unit: str
    bare: str
    former: tuple[str, ...]
    notes: tuple[str, ...]
    other: str = ""

    @property
    def core(self) -> str:
        """Trade word and industry: what is left when region, form and unit are taken away."""
        return self.trade + self.industry


def parse_name(name: str | None) -> NameParts:
    """Take one name apart, as written in a register or glued together by an office."""
    return parse_folded_name(fold_text(name))


def parse_folded_name(folded: str) -> NameParts:
    """`parse_name` of a text that `fold_text` has folded already."""
    bare_name = take_off_notes(folded)
    bare_name = replace(bare_name, text=_DIGIT.sub(lambda hit: _NUMERALS[int(hit.group())], bare_name.text))
    divisions = load_divisions()
    text, found = _bracketed_regions(bare_name.text, divisions)
    parent, unit = _split_unit(text)
    region, regions, rest = _leading_region(parent, divisions)
    if found and not region:
        region, regions = found
    body, form = _split_form(rest)
    if not body:
        body, form = rest, ""
    body = body.replace("(", "").replace(")", "")
    if not region:
        region, regions, body = _inner_region(body, divisions)
    trade, industry = split_trade(body)
    return NameParts(
        text=bare_name.text,
        region=region,
        regions=regions,
        trade=trade,
        industry=industry,
        form=form,
        kind=_kind(unit or form),
        unit=unit,
        bare=region + body,
        former=bare_name.former,
        notes=bare_name.notes,
        other=bare_name.other,
    )


def _bracketed_regions(text: str, divisions: Divisions) -> tuple[str, tuple[str, tuple[str, ...]] | None]:
    """Take bracketed regions out of a name: `恒达(启东)机械有限公司` has the region 启东; keep other brackets."""
    if "(" not in text:
        return text, None
    for hit in re.finditer(r"\(([^()]{2,9})\)", text):
        region, regions, rest = _leading_region(hit.group(1), divisions)
        if region and not rest:
            return text[: hit.start()] + text[hit.end() :], (region, regions)
        if regions := divisions.short.get(hit.group(1), ()):
            return text[: hit.start()] + text[hit.end() :], (hit.group(1), regions)
    return text, None


def _leading_region(text: str, divisions: Divisions) -> tuple[str, tuple[str, ...], str]:
    """The divisions at the head of `text`, each inside the one before; what they may mean; and what is left."""
    position, regions = 0, tuple[str, ...]()
    for _ in range(3):
        word = divisions.match(text, position)
        if not word:
            break
        codes = divisions.codes[word]
        inside = tuple(c for c in codes if any(c.startswith(r) for r in regions)) if regions else codes
        left = len(text) - position - len(word)
        if not inside or (left and left < 2):
            break
        regions, position = inside, position + len(word)
    if not position:
        return "", (), text
    if zone := _ZONE.match(text[position:]):
        position += zone.end() if len(text) - position - zone.end() >= 2 else 0
    elif town := _TOWN.match(text[position:]):
        position += town.end()
    return text[:position], regions, text[position:]


def _inner_region(body: str, divisions: Divisions) -> tuple[str, tuple[str, ...], str]:
    """A region that stands behind the trade word, as in `恒达启东机械`; only where nothing stands at the head."""
    for start in range(2, len(body) - 1):
        word = divisions.match(body, start)
        if word and (len(word) > 2 or len(body) > start + len(word) or start > 3):
            region, regions, rest = _leading_region(body[start:], divisions)
            return region, regions, body[:start] + rest
    return "", (), body


def _split_unit(text: str) -> tuple[str, str]:
    """Parent and branch: what follows the parent's own form, when it names a unit."""
    for hit in _INNER.finditer(text):
        tail = text[hit.end() :]
        if hit.start() >= 2 and len(tail) >= 2 and _UNIT.search(tail) and not _INNER.fullmatch(tail):
            return text[: hit.end()], tail
    return text, ""


def _split_form(text: str) -> tuple[str, str]:
    form = ""
    for _ in range(3):
        hit = _LAST.search(text)
        if hit is None or hit.start() < 1:
            break
        form, text = hit.group() + form, text[: hit.start()]
        if hit.group().endswith(("站", "店", "部", "所", "行", "中心", "场", "局", "处")):
            break
    return text, form


@lru_cache(maxsize=200_000)
def split_trade(body: str) -> tuple[str, str]:
    """Trade word and industry: the industry is the longest tail made of industry words only, behind at least two characters.

    Where no tail is, the trade word of a long text is its first two characters: most are.
    """
    if len(body) <= 2:
        return body, ""
    for start in range(2, len(body) - 1):
        if _tiled(body[start:]):
            return body[:start], body[start:]
    return (body[:2], body[2:]) if len(body) > 4 else (body, "")


@lru_cache(maxsize=100_000)
def _tiled(tail: str) -> bool:
    if not tail:
        return True
    for length in range(min(6, len(tail)), 1, -1):
        if tail[:length] in INDUSTRY_WORDS and _tiled(tail[length:]):
            return True
    return tail[0] in JOINERS and _tiled(tail[1:])


@lru_cache(maxsize=20_000)
def _kind(form: str) -> str:
    return next(
        (kind for word, kind in _FORM_KIND.items() if form.endswith(word) or word in form[-4:]), "other" if form else ""
    )
