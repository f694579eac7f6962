"""What offices glue to a name: meters, household numbers, states, landlords, former names. Taken off, and kept as notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()]*)\)?")
_FORMER = re.compile(r"^(?:原名?|曾用名|旧名|前身|更名前|改名前)[::为是]?(.{3,})$")
_TENANT = re.compile(
    r"(?:承租方|承租人|承租|租户|租客|使用人|实际使用人?|实际用户|用户名称|用户|户名|单位名称|单位|客户|名称|企业名称|用电户|用水户|用气户)[::]"
)
_LANDLORD = re.compile(
    r"(?:房东|出租方|出租人|业主|产权人|产权单位|房主|厂房主|租用|租赁|承租于|租自|租于|借用|挂靠)[::]?.{2,}$"
)
_TAILS = (
    re.compile(
        r"[-_/,、;:#]*(?:户号|户|表号|表计|电表|水表|气表|编号|合同号|用户号|账号|客户号|档案号|NO)[:#.]?[-A-Z]*\d[\dA-Z-]*(?:号?表?)?$"
    ),
    re.compile(r"[-_/,、#]*\d{1,3}(?:号|#)?(?:电|水|气|总|分)?(?:表|表箱|专变|变压器|变|户)$"),
    re.compile(r"[-_/,、]*(?:电表|水表|气表|总表|分表|表)\d{0,3}$"),
    re.compile(
        r"[-_/,、]+(?:[一二三四五六七八九十\d]+(?:期|号|#|幢|栋|楼|厂区|车间|宗地?|地块)|(?:北|南|东|西|新|老)(?:厂|厂区|区))$"
    ),
    re.compile(
        r"[-_/,、]*(?:已)?(?:停产|停业|停用|注销|吊销|搬迁|关闭|歇业|破产|暂停|在建|未投产|临时|空置|过户|更名|销户|欠费|筹建|专用|专变|临时用电|施工用电|基建|高压|低压)(?:中|户|状态)?$"
    ),
    re.compile(r"[-_/,、;:#*]+\d*$"),
)
_STATES = re.compile(
    r"停产|停业|停用|注销|吊销|搬|关闭|歇业|破产|暂停|在建|投产|临时|空置|过户|更名|销户|欠费|筹建|改制|表|户|号|期|幢|栋|楼|室|"
    r"第二名称|厂区|车间|专变|新$|旧|老$|代|租|借|备|注|电|水|气|副本|补|重复|待|已|未|年|月|日|出口|规上|规下|联系|电话|\d{3,}"
)


@dataclass(frozen=True, slots=True)
class BareName:
    """A folded name without its notes; `former` are names the note itself calls former, `brackets` what else stood in brackets."""

    text: str
    former: tuple[str, ...]
    notes: tuple[str, ...]


def take_off_notes(folded: str) -> BareName:
    """Split a folded writing into the name it means and what was glued to it. Never answers an empty name for a filled cell."""
    if not any(c in folded for c in "(-_/,、;:#表户租停") and not folded[-1:].isdigit():
        return BareName(folded, (), ())
    notes: list[str] = []
    former: list[str] = []
    text = _choose_tenant(folded, notes)
    text = _BRACKET.sub(lambda m: _bracket(m, former, notes), text)
    text = (
        _LANDLORD.sub(lambda m: _note(m.group(), notes, m.start()), text)
        if "公司" in text[:-4] or "厂" in text[:-3]
        else text
    )
    for _ in range(3):
        before = text
        for pattern in _TAILS:
            if (hit := pattern.search(text)) and hit.start() >= 2:
                notes.append(hit.group())
                text = text[: hit.start()]
        if text == before:
            break
    return BareName(text.strip("-_/,、;:#") or folded, tuple(former), tuple(notes))


def _choose_tenant(text: str, notes: list[str]) -> str:
    """`租户:X(房东Y)` and `房东Y租户:X` mean X: what stands behind the word for the tenant."""
    hit = _TENANT.search(text)
    if hit is None:
        return text
    if hit.start():
        notes.append(text[: hit.start()])
    return text[hit.end() :] or text[: hit.start()]


def _bracket(match: re.Match[str], former: list[str], notes: list[str]) -> str:
    inside = match.group(1)
    if hit := _FORMER.match(inside):
        former.append(hit.group(1))
        notes.append(inside)
        return ""
    if _LANDLORD.match(inside) or _STATES.search(inside) or len(inside) > 8:
        notes.append(inside)
        return ""
    return f"({inside})" if inside else ""


def _note(text: str, notes: list[str], start: int) -> str:
    if start < 2:
        return text
    notes.append(text)
    return ""
