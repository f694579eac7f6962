"""Whose number it is: the noun and verb around a value, without time, strength, comparators and thresholds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .measures import HOLE
from .words import any_of, words

_EDGE = " 、,;:。和及与并且的于(是()“”*#>"


_MANNERS = ("同比", "同口径", "环比", "年均", "平均", "分别", "较上年", "比上年", "较", "比")


@lru_cache(maxsize=1)
def _leading() -> re.Pattern[str]:
    w = words()
    strong = [s for group in w.strengths for s in group]
    starts = any_of([*strong, *w.lead_words, *w.part_of, "一是", "二是", "三是", "四是", "五是", "要求", "提出"])
    return re.compile(rf"^(?:{starts}|{HOLE}|[一二三四五六七八九]要|[、,和及的“”●◆■★▲])+")


@lru_cache(maxsize=1)
def _trailing() -> re.Pattern[str]:
    w = words()
    ends = [
        *w.exact_before,
        *w.each,
        *w.all,
        *w.floor_before,
        *w.ceiling_before,
        *(x for x in w.about_before if x != "约"),
        *(s for group in w.strengths[:3] for s in group),
        "要",
        "在",
        "的",
    ]
    return re.compile(rf"(?:{any_of(ends)}|(?<![签履公])约|{HOLE})+$")


def bare(text: str) -> str:
    """A stretch of the sentence with only its noun and verb left."""
    body = re.sub(f"{HOLE}+", "", text.strip(_EDGE))
    body = re.sub(r"^[^、]{2,10}、.*等(?=[\u4e00-\u9fff])", "", _leading().sub("", body))  # 新能源、生物医药等五大产业
    return _balanced(_trailing().sub("", body).strip(_EDGE))


def _balanced(text: str) -> str:
    """A quotation mark that lost its other half is given it back."""
    if text.count("“") > text.count("”"):
        return text + "”"
    return "“" + text if text.count("”") > text.count("“") else text


@dataclass(frozen=True, slots=True)
class Subject:
    """`verb` (新增, 签约, '') and `noun` (项目, 应税销售, '' where it is left out)."""

    verb: str
    noun: str

    @property
    def text(self) -> str:
        """Verb and noun together."""
        return self.verb + self.noun


# these are nouns as often as verbs: 投入2亿元, but 研发投入; 销售20万台, but 应税销售
_NOUNS_TOO = frozenset(
    {
        "发展",
        "投入",
        "招商",
        "到位",
        "研发",
        "对接",
        "提升",
        "建设",
        "推广",
        "培训",
        "治理",
        "融资",
        "技改",
        "销售",
        "出口",
        "进口",
        "生产",
        "产出",
        "采购",
        "监测",
        "检测",
        "检验",
    }
)


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(f"{any_of(w for w in words().outcome if w not in _NOUNS_TOO)}+")


@lru_cache(maxsize=1)
def _verbs_behind() -> re.Pattern[str]:
    """Verbs that stand behind their noun as well: 变电站开工32座 is 开工变电站."""
    verbs = [
        w
        for w in words().outcome
        if w not in _NOUNS_TOO | {"延伸", "转化", "突破", "增加", "造林", "绿化"} and len(w) > 1
    ]
    return re.compile(f"(?:正式|全部|全面|总|基本)?((?:{any_of(verbs)})+)$")


def split_verb(text: str) -> Subject:
    """新签约项目 is 新签约 + 项目, and so is 项目新签约; 竣工投产 is all verb; 应税销售 has none."""
    match = _verbs().match(text)
    if match:
        return Subject(match[0], text[match.end() :].strip(_EDGE))
    behind = _verbs_behind().search(text)
    if behind and behind.start() > 1:
        return Subject(behind[1], text[: behind.start()].strip(_EDGE))
    return Subject(text, "") if text in _NOUNS_TOO else Subject("", text)


def coordinated(text: str, count: int) -> list[str]:
    """`count` subjects out of 城、乡居民收入 or 签约项目履约率、开工率和资金到位率; the ends they share are given to each."""
    parts = [p for p in re.split(r"、|和|与|及|以及", text) if p]
    if len(parts) > count:
        head = len(parts) - count
        parts = ["、".join(parts[: head + 1]), *parts[head + 1 :]]
    if len(parts) < count:
        return [text] * count
    return _share(parts)


def _share(parts: list[str]) -> list[str]:
    """Give the tail of the last part to those too short to stand alone: 城、乡居民收入."""
    last = parts[-1]
    split = re.search(r"(?:居民|人口|投资|企业|项目|收入|产业)", last)
    tail = last[split.start() :] if split and split.start() > 0 else ""
    wide = re.search(r"(在.{2,12}(?:中|里)?的?(?:占比|比重).*|占.{2,12}(?:比重|比例).*)$", last)
    made = []
    for part in parts[:-1]:
        if wide and not re.search("占比|比重|比例", part):
            part += wide[0]
        elif tail and len(part) <= 2 and not part.endswith(("率", "数")):
            part += tail
        made.append(part)
    return [_full(p) for p in [*made, last]]


def _full(part: str) -> str:
    return (
        {"城": "城镇", "乡": "农村"}.get(part[:1], part[:1]) + part[1:]
        if re.match("[城乡](?:居民|人口)", part)
        else part
    )


def has_noun(text: str) -> bool:
    """True where a stretch names something by itself, beyond a verb or a word of change."""
    subject = split_verb(text)
    rest = re.sub(
        f"{any_of([*words().growth_nouns, *words().growth, *_MANNERS])}(?:率|幅度|幅|速度)?",
        "",
        text if subject.noun in ("率", "数", "额") else subject.noun,
    )
    return bool(re.search(r"[\u4e00-\u9fffA-Za-z]", rest))
