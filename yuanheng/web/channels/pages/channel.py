"""One channel: whether it counts and why, its papers, contacts, what it brought, its fees, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuanheng.web.base.history import Change, changes_of

from ..counting import counted
from ..fees import FeeRow, fees_of
from ..models import Channel, Commission, CommissionPayment, ContactEntry, Partnership, PromotionEvent, Relation
from ..rules import channel_rules
from .brought import LEAST, Yielded, unknown_costs, yielded
from .offices import Staff, staff_of

SHOWN = (
    "name", "kind", "other_names", "region", "city", "person", "phone", "staffed_by_id", "note", "ended_on",
    "ended_reason",
)  # fmt: skip
ADVICE = {
    "evidence": "没有在期的佐证,不计入。上传合作协议、委托合同、会议纪要或函件,登记合作关系后即计入。",
    "contact": "今年没有联系记录,也没有在期的佐证,不计入。登记一次联系,或登记合作关系。",
    "agreement": "没有在期的合作协议,不计入。在“合作共建”登记协议并上传文件。",
    "registered": "已终止,不计入。",
}
MOST = 50


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """Everything the page shows of its own; `advice` says what makes it count."""

    channel: Channel
    counts: bool
    advice: str
    relations: tuple[Relation, ...]
    contacts: tuple[ContactEntry, ...]
    commissions: tuple[Commission, ...]
    fees: tuple[FeeRow, ...]
    payments: tuple[CommissionPayment, ...]
    partnerships: tuple[Partnership, ...]
    events: tuple[PromotionEvent, ...]
    yielded: Yielded
    unknown_costs: int
    staff: Staff | None
    changes: tuple[Change, ...]


def channel_page(channel: Channel, *, on: date, fees_shown: bool = True) -> ChannelPage:
    """As known now; fees only for those who may see them."""
    since = date(on.year, 1, 1)
    counts = counted(channel.kind, since=since, on=on, known_on=None).filter(pk=channel.pk).exists()
    how = channel_rules().counts_by[channel.kind]
    return ChannelPage(
        channel=channel, counts=counts, advice="" if counts else ADVICE[how],
        relations=tuple(channel.relations.select_related("by", "file")),
        contacts=tuple(channel.contacts.select_related("by")[:MOST]),
        commissions=tuple(channel.commissions.all()) if fees_shown else (),
        fees=fees_of(channel, on=on) if fees_shown else (), payments=_payments(channel) if fees_shown else (),
        partnerships=tuple(channel.partnerships.select_related("enterprise", "project")),
        events=tuple(channel.held_events.known(None)[:MOST]), yielded=yielded(channel, on=on),
        unknown_costs=unknown_costs(channel, since=LEAST, on=on, known_on=None),
        staff=staff_of(channel, on=on) if channel.kind == "office" else None, changes=_history(channel),
    )  # fmt: skip


def _payments(channel: Channel) -> tuple[CommissionPayment, ...]:
    rows = CommissionPayment.objects.filter(commission__channel=channel)
    return tuple(rows.select_related("commission", "project", "by"))


def _history(channel: Channel) -> tuple[Change, ...]:
    labels = {f.attname: str(f.verbose_name) for f in Channel._meta.concrete_fields}
    return changes_of(channel, {name: labels[name] for name in SHOWN})
