"""Done or promised: which clauses of a sentence speak of the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .times import TimeWord
from .words import finder

_PERFECT = re.compile(
    r"(?<![为除得])(?:实现|完成|新增|达到|突破|建成|增长|提高|提升|下降|取得|签约|引进|落户|开工|竣工|投产|获得|荣获|举办|开展|成立|形成|打造|拿下|迈上|增加|超过|降低|减少|创建|培育|出台|制定|启动|建立|推出|发放|带动|吸引|集聚|呈现|保持|解决|投入|组织|盘活|入选|扭转|跨上|新建|改造|通过|接待|有|用)了(?!解|望)"
    r"|(?:目前|现|均|业|也|都|全部)?已(?:经)?(?:累计|完成|签约|开工|竣工|建成|实现|达|开复工|复工|新增|有|引进|落户|形成|启动|超|突破|提前|全面|连续|成为)"
)
_FLOORED = re.compile(r"不(?:低|少|高|超|突)|以上|以内|左右|至少|力")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas at `start`..`end` of its sentence; `mark` is the sign before it."""

    start: int
    end: int
    mark: str


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order, without the signs between them."""
    found, start, mark = [], 0, ""
    for m in re.finditer(r"[,;:。!?()+ ]|$", text):
        if m.start() > start:
            found.append(Clause(start, m.start(), mark))
        start, mark = m.end(), m[0]
    return tuple(found)


@dataclass(slots=True)
class Tense:
    """Follows the tense through a paragraph: a sentence without a cue speaks as the one before it did."""

    past: bool = False
    by_default: bool = False

    def of(
        self, text: str, parts: Sequence[Clause], times: Sequence[TimeWord], known_past: frozenset[str]
    ) -> list[bool]:
        """For every clause of a sentence, True where it reports what has been."""
        verdicts: list[bool] = []
        promised = False
        for part in parts:
            piece = text[part.start : part.end]
            inside = [t for t in times if part.start <= t.start < part.end]
            promise = promises(piece, inside)
            if part.mark == ";" and not promised:
                promised = False
            if promise:
                promised, self.past = True, False
            elif reports(piece, inside, promised=promised, known_past=known_past):
                if not promised:
                    verdicts = _back(verdicts, parts)
                self.past = True
                promised = False
            verdicts.append(self.past)
        return verdicts


def _back(verdicts: list[bool], parts: Sequence[Clause]) -> list[bool]:
    """What stood before in the same part of the sentence (up to the semicolon) is past as well."""
    changed = list(verdicts)
    for i in range(len(verdicts), 0, -1):
        if parts[i].mark == ";":
            break
        changed[i - 1] = True
    return changed


def promises(piece: str, times: Sequence[TimeWord]) -> bool:
    """True where a clause has a word of intent, or a date that can only lie ahead."""
    stripped = re.sub(
        r"目标(?:任务)?(?:的)?\d|年度目标任务数|提前完成|将近|主要|重要|需要|必要|要素|纲要|要求严|摘要|只要|概要|简要|要点|要道",
        "",
        piece,
    )
    if re.search(r"提前完成|超额完成|完成(?:了)?(?:全年|年度)(?:目标|计划|任务)的?\d", piece):
        return False
    return bool(finder("promise").search(stripped)) or any(t.sort == "rolling" for t in times)


def reports(piece: str, times: Sequence[TimeWord], *, promised: bool, known_past: frozenset[str]) -> bool:
    """True where a clause has a cue of the past that its promise, if any, does not outweigh."""
    if any(t.sort == "past" for t in times) or finder("past").search(piece):
        return True
    if _PERFECT.search(piece):
        return True
    if promised:
        return False
    if finder("weak_past").search(piece):
        return not _FLOORED.search(piece)
    return any(t.key in known_past for t in times if t.key != "year")
