"""Done or promised: which clauses of a sentence speak of the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .times import TimeWord
from .words import finder

_PERFECT = re.compile(
    r"(?<![为除得])(?:实现|完成|新增|达到|突破|建成|增长|提高|提升|下降|取得|签约|引进|落户|开工|竣工|投产|获得|荣获|举办|开展|成立|形成|打造|拿下|迈上|增加|超过|降低|减少|创建|培育|出台|制定|启动|建立|推出|发放|带动|吸引|集聚|呈现|保持|解决|投入|组织|盘活|入选|扭转|跨上|新建|改造|通过|接待|有|用)了(?!解|望)"
    r"|(?:比|较)[^,;。\d]{2,8}?(?:增加|减少|新增|多|少)了?\d+(?:个|家|户|项|人|名)"
    r"|(?:现有|共有|已有|(?<!每)(?<!人)拥有(?!量)|原有|目前)[^,;。]{0,18}\d|(?:下辖|辖区?)[^,;。]{0,8}\d|受[^,;。]{1,12}影响|(?<!业)已[^,;。\d]{1,12}(?<!的)\d"
    r"|(?:目前|现|均|业|也|都|全部)?已(?:经)?(?:累计|完成|签约|开工|竣工|建成|实现|达|开复工|复工|新增|有|引进|落户|形成|启动|超|突破|提前|全面|连续|成为)"
)
# what is short of a goal or behind others tells where things stand
_SHORT = re.compile(
    r"(?:(?<!不)(?<!得)低于|未达到?|未完成|不及|尚未|距离?|没有达到)[^,;。]{0,16}(?:目标|任务|计划|预期)|(?<!不)(?<!得)低于[^,;。\d]{0,8}(?:平均|水平)|差距(?:较|很|甚|仍)?大|仅[为有占达]|只[有占]\d|(?:存在|尚有|还有|仍有)[^,;。]{0,8}(?:差距|短板|缺口|不足)"
    r"|\d(?:家|个|亿元|%)?的?(?:年度|年初|全年|预期)目标的?\d"
)
_ATTRIBUTE = re.compile(r"(?:去年|上年度?)[^,;。\d]{0,8}的(?:\d|项目|企业)")  # 去年结转的15个项目
_SHARE_DONE = re.compile(
    r"完成率(?:为|达)?(?!100%)\d|(?:占|完成了?)(?:全年|年度)(?:投资|目标|计划|任务)+(?:数|量)?的?\d"
)
_NO_PROMISE = re.compile(
    r"向上争取|争取(?=(?:到|了)?(?:上级|中央|省级|国家|各类|专项|资金|政策))|年度计划|全年计划|计划的|行动计划|计划单列|[一二三五]年计划|年度目标|全年目标|目标任务|目标的|总目标|提前完成|将近|即将"
    r"|主要(?!预期|目标|任务)|重要|需要|必要|要素|纲要|要求|摘要|只要|概要|简要|要点|要道|拟定|草拟|虚拟|模拟|比拟"
)
_FLOORED = re.compile(r"不(?:低|少|高|超|突)|以上|以内|左右|至少|力")


# 利润总额:不低于4亿元 is one clause, a label and its figure
_LABELLED = (
    r"(?<=[\u4e00-\u9fff)”]):"
    r"(?=(?:控制在|不低于|不少于|不超过|不高于|达到|达|约|力争|突破|至少|完成|实现|增长|下降|提高)*\d)"
)
HIDDEN = "\ue000"
_NEXT_DATE = re.compile(f"[、和](?={HIDDEN}+[\u4e00-\u9fff]{{2}})(?!{HIDDEN}+(?:分别|依次))")
_SEPARATOR = re.compile(rf"(?!{_LABELLED})[,;:。!?()+| ]|—{{2}}|$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas at `start`..`end` of its sentence; `mark` is the sign before it."""

    start: int
    end: int
    mark: str


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order, without the signs between them."""
    found, start, mark = [], 0, ""
    for m in _SEPARATOR.finditer(text):
        if m.start() > start:
            found += _dated_parts(text, Clause(start, m.start(), mark))
        start, mark = m.end(), m[0]
    return tuple(found)


def _dated_parts(text: str, part: Clause) -> list[Clause]:
    """4月底前…全部复工、6月底前…达85%: an event with its date stands apart from the figure that follows; times are hidden."""
    start, found = part.start, []
    for m in _NEXT_DATE.finditer(text, part.start, part.end):
        piece = text[start : m.start()]
        event = re.search("[\u4e00-\u9fff]{2}", piece) and not re.search(r"\d", piece)
        if HIDDEN in piece and event and re.search(r"\d", text[m.start() : part.end]):
            found.append(Clause(start, m.start(), part.mark if start == part.start else "、"))
            start = m.end()
    return [*found, Clause(start, part.end, part.mark if start == part.start else "、")]


@dataclass(slots=True)
class Tense:
    """Follows the tense through a paragraph: a sentence without a cue speaks as the one before it did."""

    past: bool = False
    review: bool = False  # under a heading such as 工作回顾, where 预计 tells of the year gone

    def of(
        self,
        text: str,
        parts: Sequence[Clause],
        times: Sequence[TimeWord],
        known_past: frozenset[str],
        *,
        year: int | None = None,
    ) -> list[bool]:
        """For every clause of a sentence, True where it reports what has been; `year` is the plan's."""
        verdicts: list[bool] = []
        promised = False
        periods = any(t.key.startswith(("m", "from")) for t in times)
        recalled = False
        pledged = _FLOORED.search(text) is not None or finder("intent").search(_NO_PROMISE.sub("", text)) is not None
        if self.past and not self.review and _opens_anew(text, times):
            self.past = False
        for part in parts:
            piece = text[part.start : part.end]
            inside = [t for t in times if part.start <= t.start < part.end]
            gone = recalled or any(t.sort == "past" and t.year for t in inside)
            promise = promises(piece, inside) and not ((self.review or gone) and _estimates(piece))
            if promise:
                promised, self.past = True, False
            elif self._ahead(piece, inside, year) or (recalled and _now(piece)):
                self.past = False
            elif reports(piece, inside, promised=promised, known_past=known_past, periods=periods, pledged=pledged):
                if not promised:
                    verdicts = _back(verdicts, parts)
                self.past = True
                promised = False
            recalled = recalled or any(t.sort == "past" for t in inside)
            verdicts.append(self.past)
        return verdicts

    def _ahead(self, piece: str, times: Sequence[TimeWord], year: int | None) -> bool:
        """到2025年,…达到…: a year that is written and not over ends a report, unless the clause itself reports."""
        written = [t.year for t in times if t.year is not None and t.sort == "date"]
        if year is None or not written or _told(piece):
            return False
        if any(t.key.startswith("from") or t.sort == "past" for t in times):
            return False
        return max(written) > year or (
            max(written) == year and not self.review and not finder("weak_past").search(piece)
        )


def _opens_anew(text: str, times: Sequence[TimeWord]) -> bool:
    """今年,…: a sentence that opens with this year and tells nothing done leaves the report before it."""
    if re.match("今年(?!以来|[一上前\\d])", text) is None or any(t.key.startswith(("m", "from")) for t in times[1:2]):
        return False
    return not (_told(text) or finder("weak_past").search(text))


def _estimates(piece: str) -> bool:
    """2022年…预计突破1300亿元: of a year gone it is only an estimate of what has been."""
    return bool(re.search("预计|预期|计划|目标", piece)) and not re.search(
        "力争|确保|争取|下一步|明年|今年|全年", piece
    )


def _now(piece: str) -> bool:
    """继去年开工61个之后,今年再开工70个: behind a year gone, 今年 is the plan's."""
    return re.search("今年(?!以来)|本年|全年", piece) is not None and not _told(piece)


def _back(verdicts: list[bool], parts: Sequence[Clause]) -> list[bool]:
    """What stood before in the same part of the sentence (up to the semicolon) is past as well."""
    changed = list(verdicts)
    for i in range(len(verdicts), 0, -1):
        if parts[i].mark == ";":
            break
        changed[i - 1] = True
    return changed


def promises(piece: str, times: Sequence[TimeWord]) -> bool:
    """True where a clause has a word of intent, or a date that can only lie ahead, and no perfect tense outweighs it."""
    plain = _NO_PROMISE.sub("", piece)
    if _SHORT.search(piece):
        return False
    if finder("intent").search(plain) and not _perfect(piece):
        return True
    if _told(piece):
        return False
    return bool(finder("promise").search(plain)) or any(t.sort == "rolling" and t.key != "each" for t in times)


_RELATIVE = re.compile(r"已[^,;。\d]{1,12}的[^,;。]*(?:必须|要|务必|确保|力争|全部|应)")  # 已签约的35个项目必须…开工


def _perfect(piece: str) -> bool:
    """True where a clause tells what is: 现有企业320家; but 每千名老人拥有床位40张 sets a standard."""
    match = _PERFECT.search(piece)
    if match is None or _RELATIVE.search(piece):
        return False
    return not (match[0].startswith("拥有") and re.search("每|万人|人均|以上", piece))


def _told(piece: str) -> bool:
    """True where a clause speaks of what has been, by its tense or by a word of the past."""
    return _perfect(piece) or (finder("past").search(piece) is not None and not _RELATIVE.search(piece))


def reports(
    piece: str,
    times: Sequence[TimeWord],
    *,
    promised: bool,
    known_past: frozenset[str],
    periods: bool = False,
    pledged: bool = False,
) -> bool:
    """True where a clause has a cue of the past that its promise, if any, does not outweigh.

    `periods` says that the sentence names a part of the year: then 同比 and 累计 tell a report, the latter not where the
    sentence goes on to a pledge (上半年累计开工25个,全年不少于40个).
    """
    if any(t.sort == "past" for t in times) and not _ATTRIBUTE.search(piece):
        return True
    if _told(piece):
        return True
    if promised:
        return False
    if _SHORT.search(piece):
        return True
    floored = _FLOORED.search(piece) is not None
    if not floored and (_SHARE_DONE.search(piece) or any(t.key.startswith("from") for t in times)):
        return True
    if periods and (finder("weak_past").search(piece) or ("累计" in piece and not pledged)):
        return not floored
    return any(t.key in known_past for t in times if t.key != "year")
