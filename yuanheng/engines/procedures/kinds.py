"""The words of a case's history: what may happen, and what may stop a clock. Labels are what pages show."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import YuanhengError

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")

EVENT_KINDS: Mapping[str, str] = {
    "opened": "登记",
    "accepted": "受理",
    "papers_asked": "要求补正",
    "papers_given": "补正到件",
    "suspended": "暂停计时",
    "resumed": "恢复计时",
    "extended": "延期",
    "signed": "签署同意",
    "refused": "不予同意",
    "returned": "退回",
    "handed_over": "移交",
    "delegated": "委托代办",
    "signer_added": "加签",
    "signer_removed": "减签",
    "copied": "抄送",
    "external_done": "上级办结登记",
    "step_done": "办结",
    "revoked": "撤回",
    "terminated": "终止",
    "completed": "办结归档",
    "remarked": "备注",
}

SUSPENSION_KINDS: Mapping[str, str] = {
    "papers": "受理后补正材料",
    "public_notice": "公示",
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验检测",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
    "rectification": "整改",
    "superior": "等待上级批复",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case. `at` is when it was recorded; `data["on"]`, if given, the day it happened.

    `data` by kind: `opened` signers {step: [seat]}, skip [step] · `papers_asked` papers · `suspended` kind, reason, paper ·
    `resumed` kind · `extended` days, reason · `signed` opinion, seat · `refused` reason · `returned` to, reason ·
    `handed_over` to · `delegated` to, from, until · `signer_added`/`signer_removed` signer · `copied` to [..] ·
    `external_done` number, date, scan · `accepted` promised [paper], promised_by · `revoked`/`terminated` reason.
    """

    at: datetime.datetime
    kind: str
    step: str = ""
    actor: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def recorded_on(self) -> datetime.date:
        """The Shanghai day of recording; a moment without a zone is Shanghai time."""
        return shanghai_day(self.at)

    @property
    def day(self) -> datetime.date:
        """The day it happened."""
        return as_date(self.data.get("on")) or self.recorded_on

    @property
    def seat(self) -> str:
        """The seat signed for: a post or bureau where one is named, else the person."""
        return str(self.data.get("seat") or self.actor)


class EventRefused(YuanhengError):
    """An event that may not follow; `rule` is the stable name of the rule that refuses it."""

    def __init__(self, rule: str, *, where: str, found: str, expected: str, advice: str) -> None:
        self.rule = self.kind = rule
        super().__init__(where=where, found=found, expected=expected, advice=advice)


def shanghai_day(at: datetime.datetime) -> datetime.date:
    """The day of a moment in Shanghai; a moment without a zone is Shanghai time."""
    return at.date() if at.tzinfo is None else at.astimezone(SHANGHAI).date()


def as_date(value: object) -> datetime.date | None:
    """A day from a date, a moment or ISO text; None where there is none or it cannot be read."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def words(value: object) -> tuple[str, ...]:
    """A list of names from a list, a tuple or one name."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(str(item) for item in value)
    return (str(value),)
