"""The events of a firm on its page, one event with what it touches, the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..life import KINDS, Kind, events_of
from ..models import Enterprise, LifeEvent
from ..touches import Restated, Touched, touched_by

TONES = {
    "renamed": "blue", "moved_in": "green", "resumed": "green", "branch_opened": "green", "split": "purple",
    "merged": "purple",
}  # fmt: skip
GONE_TONE = "orange"


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a line of the timeline; `withdrawn` is why and when it was withdrawn."""

    event: LifeEvent
    label: str
    icon: str
    tone: str
    sentence: str
    withdrawn: str
    own: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event: what it said, what stood before, what it touches."""

    event: LifeEvent
    told: Told
    others: tuple[Enterprise, ...]
    touched: list[tuple[str, list[Touched]]]
    note: str


def timeline(firm: Enterprise) -> list[Told]:
    """Every event that concerns the firm, withdrawn ones too, newest first."""
    return [told(event, seen_by=firm) for event in reversed(events_of(firm))]


def told(event: LifeEvent, *, seen_by: Enterprise | None = None) -> Told:
    """The event in a sentence, as the firm looks at it."""
    own = seen_by is None or event.enterprise_id == seen_by.pk
    withdrawal = getattr(event, "withdrawal", None)
    kind = event.of_kind
    return Told(
        event=event,
        label=kind.label if own else _seen_from_outside(kind),
        icon=kind.icon,
        tone=TONES.get(kind.code, GONE_TONE),
        sentence=sentence_of(event, own=own),
        withdrawn=f"{withdrawal.by} 撤销:{withdrawal.why}" if withdrawal else "",
        own=own,
    )


def _seen_from_outside(kind: Kind) -> str:
    return {"merged": "被合并", "split": "由分立而来", "branch_opened": "作为分支机构"}.get(kind.code, kind.label)


def sentence_of(event: LifeEvent, *, own: bool = True) -> str:
    """What happened, in words."""
    if event.of_kind.renames:
        return f"由“{event.old_name}”更名为“{event.new_name}”"
    if not own:
        return {"merged": f"并入{event.enterprise}", "split": f"由{event.enterprise}分立"}.get(
            event.kind, f"属于{event.enterprise}"
        )
    others = "、".join(str(p.enterprise) for p in event.parties.all())
    words = {
        "split": f"分立为 {others}" + (",原企业注销" if event.dissolved else ",原企业存续"),
        "merged": f"{others} 并入本企业",
        "branch_opened": f"设立 {others}",
    }
    return words.get(event.kind) or f"状态变为“{event.own_status}”"  # fmt: skip


def restated_by(event: LifeEvent) -> Restated:
    """The change of knowledge that the event is: its firms, from the year it happened on."""
    withdrawal = getattr(event, "withdrawal", None)
    at = withdrawal.at if withdrawal else event.known_at
    years = tuple(range(event.happened_on.year, at.year + 1))
    firms = (event.enterprise_id, *(p.enterprise_id for p in event.parties.all()))
    return Restated(at=at, enterprises=firms, years=years)


def event_page(event: LifeEvent, user: User) -> EventPage:
    """With what was published before the event was known."""
    said = {
        "split": "以前各期的数据留在原企业名下。系统从不自动拆分;要按协议分配,请逐项更正并附文件。",
        "merged": "被合并企业以前的数据留在它自己名下,存续企业以前的数据不变。",
    }
    return EventPage(
        event=event,
        told=told(event),
        others=tuple(p.enterprise for p in event.parties.all()),
        touched=touched_by(user, restated_by(event)),
        note=said.get(event.kind, ""),
    )


def _state(event: LifeEvent) -> str:
    return "已撤销" if hasattr(event, "withdrawal") else "有效"


EVENT_COLUMNS = (
    Column("happened_on", "变更日期", kind="date", sort="happened_on"),
    Column("enterprise", "企业", value=lambda e: e.enterprise.name, sort="enterprise__name_pinyin",
           link=lambda e: reverse("enterprises:enterprise", args=[e.enterprise_id])),
    Column("kind", "类型", kind="badge", value=lambda e: e.of_kind.label, tone=lambda e: TONES.get(e.kind, GONE_TONE),
           sort="kind"),
    Column("what", "内容", value=sentence_of, link=lambda e: reverse("enterprises:event", args=[e.pk])),
    Column("document", "文号", minor=True),
    Column("known_at", "登记时间", kind="moment", sort="known_at", minor=True),
    Column("state", "状态", kind="badge", value=_state, tone=lambda e: "secondary" if hasattr(e, "withdrawal") else "green"),
)  # fmt: skip


def event_filters() -> tuple[Any, ...]:
    """By firm, kind, and whether it stands."""
    return (
        TextFilter("q", "企业名称、代码、拼音", apply=lambda r, t: r.filter(enterprise__in=Enterprise.objects.matching(t))),
        ChoiceFilter(
            "kind", "类型", choices=[(k.code, k.label) for k in KINDS.values()], apply=lambda r, v: r.filter(kind=v)
        ),
        ChoiceFilter(
            "state", "状态", choices=[("on", "有效"), ("off", "已撤销")],
            apply=lambda r, v: r.filter(withdrawal__isnull=v == "on"),
        ),
    )  # fmt: skip
