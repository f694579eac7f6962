"""What offices glue to a name: meters, household numbers, states, landlords, former names. Taken off, and kept as notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .divisions import load_divisions
from .holders import choose_firm, person

_MAYBE = re.compile(
    r"[(\-_/,、;:#*+.|]|\d$|^\d{4}|[表户房内等租用停厂变箱室区侧原旧]$|租|房东|业主|车间|食堂|宿舍|仓库|工地|项目部"
)
_BRACKET = re.compile(r"\(([^()]*)\)?")
_FORMER = re.compile(r"^(?:原名?|曾用名?|旧名|前身|更名前|改名前|原企业名称?)[::为是]?(.{4,})$")
_TENANT = re.compile(
    r"(?:承租方|承租人|承租户|承租|租户|租客|租赁户|实际使用人?|实际用户|实际用电人?|实际经营|使用人|使用单位|经营者)[::为]?"
)
_LABEL = re.compile(
    r"^(?:用户名称|用户|户名|户主|单位名称|单位|客户名称|客户|企业名称|公司名称|名称|企业|用电户|用水户|用气户)[::]"
)
_LANDLORD = re.compile(
    r"(?:房东|出租方|出租人|业主|产权人|产权单位|户主|房主|厂房主|租用|租赁|承租于|租自|租于|借用|挂靠|租)[::]?.{2,}$"
)
_HEADS = re.compile(r"^(?:\d{4,}|\d{1,3}[.、)]|(?:NO|编号|户号)[.:]?\d+|[*#+\-_]+|[\u4e00-\u9fff]{1,2}-(?=.{4}))")
_INSIDE = (
    r"(?:车间|食堂|宿舍|仓库|工地|项目部|办公楼|办公室|办公|厂房|厂区|院内|门卫|泵房|锅炉房|配电房|配电间|基站|工段|班组"
    r"|照明|动力|生活|生产|施工|综合楼)"
)
_TAILS = (
    re.compile(
        r"[-_/,、;:#|]*(?:户号|户|表号|表计|电表|水表|气表|编号|合同号|用户号|账号|客户号|档案号|电话|手机|NO)[:#.]?[-A-Z]*\d[\dA-Z-]*(?:号?表?)?$"
    ),
    re.compile(r"[-_/,、#|]*#?\d{1,3}(?:号|#)?(?:电|水|气|总|分)?(?:表|表箱|专变|变压器|变|户)$"),
    re.compile(r"[-_/,、|]*(?:电表|水表|气表|总表|分表|表)\d{0,3}$"),
    re.compile(
        r"[-_/,、|]+(?:[一二三四五六七八九十\d]+(?:期|号|#|幢|栋|楼|厂区|车间|宗地?|地块)|(?:北|南|东|西|新|老)(?:厂|厂区|区))$"
    ),
    re.compile(
        r"[-_/,、|]*(?:已)?(?:停产|停业|停用|注销|吊销|搬迁|关闭|歇业|破产|暂停|在建|未投产|临时|空置|过户|更名|销户|欠费|筹建|专用|专变|临时用电|施工用电|基建|高压|低压)(?:中|户|状态)?$"
    ),
    re.compile(
        rf"(?<=公司|.厂)[-_/,、|]*(?:[第一二三四五六七八九十\d新老东西南北]*(?:期|号)?{_INSIDE}|[一二三四五\d]+期|等|新厂|老厂|原|东侧|西侧|南侧|北侧)$"
    ),
    re.compile(rf"[-_/,、|]+(?:{_INSIDE}|.{{1,3}})$"),
    re.compile(r"(?<=公司|.厂|.店|.社|中心|.站|.局|.所|.部|.行)[-_/,、|#]+[^()/公司厂]{1,10}$"),
    re.compile(r"(?<=[\u4e00-\u9fff])\d{4,}$"),
    re.compile(r"[-_/,、;:#*+.|]+\d*$"),
)
_AFTER = re.compile(
    r"^(.{3,}(?:支局|支行|加油站|营业厅|营业部|门市部|经营部|分理处|供应点|分店|门店|药店|公司|有限责任|有限合伙\)))([^()/]{1,5}|(?=[^()/]*[A-Z\d])[^()/]{1,10})$"
)
_UNIT_TAIL = re.compile(r"(?:公司|[厂店部站处所场队库行社局厅院校点馆园城分支]|药.|中心|超市|门市|基地|分号|商行)$")
_UNIT_WORD = re.compile(
    r"分公司|支公司|支局|分局|分厂|分店|分行|支行|门市|营业|经营部|服务部|供应|加油|分理|办事处|分社"
)
_CLOSED = re.compile(r"\((?:承租[方人户]?|租户|租客|实际使用人?|实际用户|使用人|使用单位|经营者|用户|户主)\)")
_NOTE_END = re.compile(
    r"[A-Z\d源变压表电水气户房楼区期用租征费伏民业装旧老新内门灯桩柜箱杆泵炉冷设建营置中役迁停控核损等备修棚塔]$|宿舍|食堂|车间"
)
_QUARTER = re.compile(r"^[东南西北新老]区$")
_PLACE = re.compile(r"[镇乡村街分支]|市区|城区")
_LEADING = re.compile(r"^\(([^()]{1,8})\)[-_/,、:|]*(?=[^()]{2,})")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff])[-_,、;.|*+](?=[\u4e00-\u9fff])")
_FORM_END = re.compile(r"(?:公司|[厂店部站所社局院行]|中心|银行|合作社)$")
_KEPT = re.compile(r"^(?:集团|控股|股份|连锁|国际|亚洲|远东|华东)$|合伙|^中国$|^香港$")
_HOLDER = re.compile(r"^.{3,}(?:公司|厂|合作社|中心|银行)$")
_STATES = re.compile(
    r"停产|停业|停用|注销|吊销|搬|关闭|歇业|破产|暂停|在建|投产|临时|空置|过户|更名|销户|欠费|筹建|改制|表|户|号|期|幢|栋|楼|室|"
    r"第二名称|厂区|车间|专变|新$|旧|老$|代|租|借|备|注|电|水|气|副本|补|重复|待|已|未|年|月|日|出口|规上|规下|联系|\d{3,}"
)


@dataclass(frozen=True, slots=True)
class BareName:
    """A folded name without its notes; `former` are names that a note calls former, `other` one that a note puts beside it."""

    text: str
    former: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    other: str = ""


def take_off_notes(folded: str) -> BareName:
    """Split a folded writing into the name it means and what was glued to it. Never answers an empty name for a filled cell."""
    if _MAYBE.search(folded) is None and _AFTER.match(folded) is None:
        return BareName(folded)
    notes: list[str] = []
    former: list[str] = []
    others: list[str] = []
    text = _LABEL.sub("", _choose_tenant(_CLOSED.sub("", _unwrapped(folded)), notes))
    text = choose_firm(_heads(_led(_heads(text, notes), notes), notes), notes)
    text = _BRACKET.sub(lambda m: _bracket(m, former, notes, others), _joined(text))
    text, second = _first_of_two(_heads(text, notes))
    others += [second] if second and not person(second) else []
    if (hit := _LANDLORD.search(text)) and text[: hit.start()].endswith(("公司", "厂", "店", "部", "行")):
        notes.append(hit.group())
        text = text[: hit.start()]
    text = _after_form(_tails(text, notes), notes).strip("-_/,、;:#|+*.").replace(".", "")
    return BareName(text or folded.replace(".", ""), tuple(former), tuple(notes), others[0] if others else "")


def _unwrapped(text: str) -> str:
    """Without brackets around the whole: `<恒达公司>` is 恒达公司."""
    while len(text) > 2 and text[0] == "(" and text[-1] == ")" and ")" not in text[1:-1].partition("(")[0]:
        text = text[1:-1]
    return text


def _led(text: str, notes: list[str]) -> str:
    """Without a bracket before everything that is no region: `(高压)恒达公司`, `(停)-恒达公司`."""
    hit = _LEADING.match(text)
    if hit is None or hit.group(1) in load_divisions().short or load_divisions().match(hit.group(1)):
        return text
    if _FORMER.match(hit.group(1)) or _LANDLORD.match(hit.group(1)) or _KEPT.search(hit.group(1)):
        return text
    notes.append(hit.group(1))
    return text[hit.end() :]


def _joined(text: str) -> str:
    """Marks taken out that cut a name in two: `恒达机械有,限公司` ends in a form only when it is put together."""
    for _ in range(3):
        hit = _MARK.search(text)
        if hit is None:
            break
        left, right = text[: hit.start()], text[hit.end() :]
        end = re.split(r"[-_/,、;:#|(]", right)[0]
        if _FORM_END.search(left) or not _FORM_END.search(left[-4:] + end) or len(left) < 2:
            break
        text = left + right
    return text


def _after_form(text: str, notes: list[str]) -> str:
    """What stands behind the form and names no unit is a note; a division there is the firm's region, and put in brackets."""
    hit = _AFTER.match(text)
    if hit is None or _UNIT_TAIL.search(hit.group(2)) or _UNIT_WORD.search(hit.group(2)):
        return text
    head, tail = hit.groups()
    divisions = load_divisions()
    if divisions.match(tail) == tail and not _QUARTER.match(tail):
        return f"{head}({tail})"
    if not _QUARTER.match(tail) and (divisions.match(tail) or tail[:2] in divisions.short or _PLACE.search(tail)):
        return text  # more likely a unit whose end was lost
    if not _NOTE_END.search(tail):
        return text
    notes.append(tail)
    return head


def _choose_tenant(text: str, notes: list[str]) -> str:
    """`租户:X(房东Y)`, `Y(租户:X)` and `房东Y租户:X` mean X: what stands behind the word for the tenant."""
    hit = _TENANT.search(text)
    behind = text[hit.end() :].rstrip(")") if hit else ""
    if (
        hit is None
        or len(behind) < 2
        or (hit.start() and hit.group()[-1] not in "::为" and text[hit.start() - 1] != "(")
    ):
        return text
    if hit.start():
        notes.append(text[: hit.start()].strip("("))
    return behind


def _heads(text: str, notes: list[str]) -> str:
    for _ in range(2):
        hit = _HEADS.match(text)
        if hit is None or len(text) - hit.end() < 2:
            break
        notes.append(hit.group())
        text = text[hit.end() :]
    return text


def _first_of_two(text: str) -> tuple[str, str]:
    """Two holders in one cell, `X/Y`: the first is who uses it; the other is kept, for the pair is a matter for a person."""
    first, _, second = text.partition("/")
    if len(first) >= 2 and len(second) >= 4 and not second[0].isdigit() and re.search(r"[公司厂店社行部]", second):
        return first, second
    return text, ""


def _tails(text: str, notes: list[str]) -> str:
    for _ in range(3):
        before = text
        for pattern in _TAILS:
            if (hit := pattern.search(text)) and hit.start() >= 2:
                notes.append(hit.group())
                text = text[: hit.start()]
        if text == before:
            break
    return text


def _bracket(match: re.Match[str], former: list[str], notes: list[str], others: list[str]) -> str:
    """A bracket is a note when it speaks of a state, a tenant or a former name, or stands outside the name and is no region."""
    inside = match.group(1)
    if hit := _FORMER.match(inside):
        former.append(hit.group(1))
        notes.append(inside)
        return ""
    if _LANDLORD.match(inside):
        notes.append(inside)
        return ""
    divisions = load_divisions()
    region = (divisions.match(inside) and len(inside) <= 8 and not _HOLDER.match(inside)) or inside in divisions.short
    if _KEPT.search(inside) or region:
        return f"({inside})"
    if _HOLDER.match(inside) and match.start():
        others.append(inside)
        return ""
    behind = _FORM_END.search(match.string[: match.start()]) is not None
    outside = behind or match.start() == 0 or match.end() >= len(match.string.rstrip("-_/,、;:#|+*."))
    if outside or _STATES.search(inside) or len(inside) > 8:
        notes.append(inside)
        return ""
    return f"({inside})" if inside else ""
