"""Persons written beside a firm: `王建国(启东恒达机械厂)`, `王建国/启东恒达机械厂`. The firm is meant, the person is a note."""

from __future__ import annotations

import re

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤施季茅倪瞿樊包缪葛储管季秦单凌祝仇"
)
_PERSON = rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_FIRM = r"[^()/]*(?:公司|[厂店部站所社局院行馆庄]|中心|集团|银行|合作社|有限责任|有限)(?:\([^()]*\)|[^()/]{0,8})?"
_BARE_FIRM = r"(?![^()/]*(?:[表户号租村组镇路楼室]|房东|门面|鱼塘|养殖|停))[\u4e00-\u9fff]{5,}"  # without its form
_IN_BRACKETS = re.compile(rf"^({_PERSON})(?:个人|先生|女士)?\(({_FIRM}|{_BARE_FIRM})\)(.*)$")
_BEFORE = re.compile(rf"^({_PERSON})[-_/,、:|]({_FIRM}.*)$")


def person(text: str) -> bool:
    """Whether a text looks like the name of a person: a common surname and one or two characters."""
    return re.fullmatch(_PERSON, text) is not None


def choose_firm(text: str, notes: list[str]) -> str:
    """The firm in a cell where a person stands before it; the person joins `notes`. Other texts stay as they are."""
    hit = _IN_BRACKETS.match(text)
    if hit is not None:
        notes.append(hit.group(1))
        return hit.group(2) + hit.group(3)
    hit = _BEFORE.match(text)
    if hit is not None:
        notes.append(hit.group(1))
        return hit.group(2)
    return text
