"""Which rows name a firm, and what the others are."""

from __future__ import annotations

import re
from functools import lru_cache

from .words import RowWords, header_words, normalise

FACT, TOTAL, SUBTOTAL, AVERAGE, AMONG, GROUP, VACANT, FOOTER, COLUMNS, BLANK, NO_SUBJECT = (
    "fact",
    "total",
    "subtotal",
    "average",
    "among",
    "group",
    "vacant",
    "footer",
    "columns",
    "blank",
    "no_subject",
)
_GROUP_MARK = re.compile(
    r"^(\(?[一二三四五六七八九十]{1,3}\)?[、..,:]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(部分|类|组)|[ⅰⅱⅲⅳⅴ]+[、.])"
)
_VACANT_START = re.compile(r"^(空置|空关|闲置|待租|待招租|招租)(?!.*(公司|厂)$)")
_LIST_MARK = re.compile(r"^\(?\d{1,4}\)?[、..]\s*")
_DOUBTFUL = frozenset("其一二三四五六七八九十(（第ⅠⅡⅢⅣⅤ0123456789规按合小总注说备填 \u3000")
_COLUMN_MARK = re.compile(r"^\(?(甲|乙|丙|丁|戊|己|[a-z]|\d{1,2})\)?$")


class RowWordsIndex:
    """The row words, ready for comparison."""

    def __init__(self, words: RowWords) -> None:
        total = "|".join(sorted(map(re.escape, map(normalise, words.total)), key=len, reverse=True))
        average = "|".join(map(re.escape, map(normalise, words.average)))
        self.total = re.compile(rf"^(?P<of>.{{0,40}}?)({total})(数|额|户数)?(\(.*\)|:.*)?$")
        self.average = re.compile(rf"^.{{0,10}}({average})(\(.*\)|:.*)?$")
        footer = "|".join(sorted(map(re.escape, map(normalise, words.footer)), key=len, reverse=True))
        self.footer = re.compile(rf"^\(?({footer})\d?\)?([::\d.、(].*|$)")
        self.among = frozenset(map(normalise, words.among))
        self.among_start = re.compile(r"^其中")
        compared = "|".join(sorted(map(re.escape, map(normalise, words.compared)), key=len, reverse=True))
        self.compared = re.compile(rf"^.{{0,8}}?({compared})(数|值|额|率|%|\(%\))*(\(.*\)|:.*)?$")
        starts = "|".join(map(re.escape, map(normalise, words.group_starts)))
        self.group_start = re.compile(rf"^({starts})|^[a-z]类|^[^有限合伙独资]{{0,7}}企业$")
        self.vacant = frozenset(map(normalise, words.vacant))
        self.firm_end = tuple(map(normalise, words.firm_endings))
        self.strong_end = ("公司", "厂", "集团", "合伙)", "合作社", "经营部", "有限合伙", "事务所", "商行", "分公司")
        self.area_end = tuple(map(normalise, words.area_endings))
        self.marks = frozenset(map(normalise, words.column_marks))

    def looks_like_firm(self, body: str) -> bool:
        """True for a name with a firm's ending."""
        plain = re.sub(r"\([^()]*\)$", "", body)
        return plain.endswith(self.firm_end) and len(plain) >= 3 and not plain.endswith(self.area_end)


@lru_cache(maxsize=2)
def row_words() -> RowWordsIndex:
    """The shipped row words."""
    return RowWordsIndex(header_words().rows)


def name_kind(name: str) -> str:
    """What a text in the firm column is: `fact` for a firm, else why the row does not count."""
    if is_plain_firm(name):
        return FACT
    return _name_kind(name)


def is_plain_firm(name: str) -> bool:
    """True for the usual case, decided without more ado: 启东…有限公司."""
    return name.endswith(("公司", "厂")) and len(name) > 4 and name[0] not in _DOUBTFUL


@lru_cache(maxsize=50_000)
def _name_kind(name: str) -> str:
    words, body = row_words(), normalise(name)
    if not body:
        return NO_SUBJECT
    if (
        body in ("-", "--", "/", "无", "\\", "n/a", "*", "...", "0")
        or body.strip("()") in words.vacant
        or _VACANT_START.match(body)
    ):
        return VACANT
    firm = words.looks_like_firm(body)
    if body.endswith(words.strong_end) and (not words.among_start.match(body) or _is_named_so(name, body)):
        return FACT
    if re.fullmatch(r"\(?[\d.,]+\)?", body):
        return NO_SUBJECT
    area = re.sub(r"\(.*\)$", "", body).endswith(words.area_end)
    return _not_a_firm(body, words) or (FACT if firm or not area or len(body) > 14 else GROUP)


def _is_named_so(name: str, body: str) -> bool:
    """其中堂食品(昆山)有限公司 is a firm; 其中:甲公司, 其中 甲公司 and 其中外资公司 are rows below a total."""
    return re.match(r"\s*其中[\s:\uff1a、,\uff0c(\uff08]", name) is None and len(body) >= 9


def _not_a_firm(body: str, words: RowWordsIndex) -> str:
    plain = _LIST_MARK.sub("", body)
    match = words.total.match(plain)
    if match:
        return SUBTOTAL if "小计" in plain or match["of"] or "本页" in plain else TOTAL
    if words.average.match(plain) or words.compared.match(plain):
        return AVERAGE
    if words.footer.match(body):
        return FOOTER
    if words.among_start.match(body) or plain in words.among:
        return AMONG
    if _GROUP_MARK.match(body) or words.group_start.match(body):
        return GROUP
    if len(body) > 12 and re.search(r"[。;]|[,,].*[,,]", body):
        return FOOTER
    if body in words.marks:
        return COLUMNS
    return ""


def label_kind(text: str) -> str:
    """What a text left of the firm says of its whole row: total, average, footer, or nothing."""
    if text.isascii():
        return ""
    body = normalise(text)
    if not body or len(body) > 40:
        return FOOTER if body and row_words().footer.match(body) else ""
    words = row_words()
    if body.endswith(words.strong_end):
        return ""
    match = words.total.match(body)
    if match and "名" not in body:
        return SUBTOTAL if "小计" in body or match["of"] else TOTAL
    if words.average.match(body) or words.compared.match(body):
        return AVERAGE
    if words.footer.match(body):
        return FOOTER
    return AMONG if words.among_start.match(body) else ""


def is_column_numbers(texts: list[str]) -> bool:
    """True for 甲 乙 1 2 3=1+2: a row that numbers the columns."""
    bodies = [normalise(t).strip("()") for t in texts if t]
    if len(bodies) < 2:
        return False
    if any(re.fullmatch(r"(甲|乙|丙|丁|戊|己|庚|栏次|列次|栏号)", b) for b in bodies[:2]):
        return all(
            re.fullmatch(r"(甲|乙|丙|丁|戊|己|庚|辛|壬|癸|栏次|列次|栏号|[a-z]|\d{1,3}|[-—]|[\d=+\-*/÷×%()<>≥≤]+)", b)
            for b in bodies
        )
    if all(re.fullmatch(r"[a-z]", b) for b in bodies):
        return True
    numbers = [int(b) for b in bodies if re.fullmatch(r"\d{1,3}", b)]
    rest = [b for b in bodies if not re.fullmatch(r"\d{1,3}", b)]
    in_order = (
        len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (0, 1)
    )
    return (
        in_order
        and all(re.fullmatch(r"[a-z]|[\d=+\-*/÷×%()]+|栏次|序号|-", b) for b in rest)
        and not (len(bodies) == 2 and rest)
    )
