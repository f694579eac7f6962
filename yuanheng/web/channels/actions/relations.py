"""What binds a channel: relations, contacts, what it brought, partnerships; and taking a wrong record back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.projects.models import Project

from ..models import Brought, Channel, ContactEntry, EvidenceKind, Partnership, PartnershipKind, Relation
from .refusing import ChannelError, a_sum, going_on, in_order, not_after


@transaction.atomic
def record_relation(
    channel: Channel, *, what: str, evidence_kind: str, file: StoredFile | None, since: date, by: User | None,
    at: datetime, until: date | None = None,
) -> Relation:  # fmt: skip
    """We work together from a day on.

    Raises:
        ChannelError: no paper shows it; the day has not come; the channel had ended.
    """
    if file is None or evidence_kind not in EvidenceKind.values:
        raise ChannelError(
            where=f"{channel} › 合作关系", found="没有附佐证" if file is None else f"佐证 {evidence_kind}",
            expected="、".join(EvidenceKind.labels) + "之一的文件", advice="上传文件后再登记;没有佐证的不算建立合作关系",
        )  # fmt: skip
    not_after(at, since, channel.name)
    in_order(since, until, channel.name)
    going_on(channel, since)
    made = Relation.objects.create(
        channel=channel, what=what, evidence_kind=evidence_kind, file=file, since=since, until=until, by=by, known_at=at
    )
    after = {"what": what, "evidence": evidence_kind, "file": file.name, "since": str(since)}
    record(by, "channels.relation.recorded", target=channel, after=after)
    return made


@transaction.atomic
def record_contact(
    channel: Channel, *, on: date, kind: str, note: str, by: User | None, at: datetime, with_whom: str = "",
    cost_yuan: Decimal | None = None,
) -> ContactEntry:  # fmt: skip
    """A visit, a call, a meeting.

    Raises:
        ChannelError: the day has not come; the cost is no sum.
    """
    not_after(at, on, f"{channel} › 联系记录")
    a_sum(cost_yuan, f"{channel} › 费用")
    going_on(channel, on)
    made = ContactEntry.objects.create(
        channel=channel, on=on, kind=kind, note=note, with_whom=with_whom, cost_yuan=cost_yuan, by=by, known_at=at
    )
    after = {"on": str(on), "kind": kind, "cost": str(cost_yuan) if cost_yuan is not None else None}
    record(by, "channels.contact.recorded", target=channel, after=after)
    return made


@transaction.atomic
def bring(
    channel: Channel, project: Project, *, on: date, by: User | None, at: datetime, note: str = "", main: bool = True,
    evidence: StoredFile | None = None,
) -> Brought:  # fmt: skip
    """A channel brought a project; as the main one, or (`main` false) as one that helped.

    Raises:
        ChannelError: another is the main one; this one stands already; the day has not come; the channel had ended.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    not_after(at, on, row.name)
    going_on(channel, on)
    standing = list(Brought.objects.known(None).filter(project=row).select_related("channel"))
    own = next((b for b in standing if b.channel_id == channel.pk), None)
    other = next((b for b in standing if b.main and main), None)
    if own is not None or other is not None:
        held: Brought = own or other  # type: ignore[assignment]
        raise ChannelError(
            where=row.name, found=f"{held.on} 已登记由“{held.channel}”引荐", expected="一个项目一个主要渠道,每个渠道登记一次",
            advice="登记为协助渠道,或先撤回原登记并写明原因",
        )  # fmt: skip
    made = Brought.objects.create(
        channel=channel, project=row, main=main, on=on, note=note, evidence=evidence, by=by, known_at=at
    )
    after = {"channel": channel.name, "project": row.number, "on": str(on), "main": main}
    record(by, "channels.project.brought", target=channel, after=after)
    return made


@transaction.atomic
def record_partnership(
    *, kind: str, on: date, what: str, by: User | None, at: datetime, channel: Channel | None = None, region: str = "",
    until: date | None = None, partner: str = "", enterprise: Any = None, project: Project | None = None,
    qualification: Any = None, file: StoredFile | None = None,
) -> Partnership:  # fmt: skip
    """An agreement, talks, a joint project with a university, or a pair of research there and production here.

    Raises:
        ChannelError: the day has not come; an agreement without its paper; a pair that lacks one side.
    """
    not_after(at, on, what)
    in_order(on, until, what)
    _both_sides(kind, what, channel, partner, enterprise or project, region)
    if kind == PartnershipKind.AGREEMENT and file is None:
        raise ChannelError(where=what, found="没有附协议", expected="协议文件", advice="上传协议后再登记")
    if channel is not None:
        going_on(channel, on)
    made = Partnership.objects.create(
        kind=kind, on=on, until=until, what=what, channel=channel, region=channel.region if channel else region,
        partner=partner, enterprise=enterprise, project=project, qualification=qualification, file=file, by=by,
        known_at=at,
    )  # fmt: skip
    record(by, "channels.partnership.recorded", target=made, after={"kind": kind, "on": str(on), "what": what})
    return made


def _both_sides(kind: str, what: str, channel: Channel | None, partner: str, here: Any, region: str) -> None:
    if kind == PartnershipKind.RD_PAIR:
        lacking = [
            word
            for word, there in (("研发主体", partner.strip()), ("本区企业或项目", here), ("地区", channel or region))
            if not there
        ]
    else:
        lacking = [] if channel else ["合作的园区、高校或其他渠道"]
    if kind not in PartnershipKind.values or lacking:
        raise ChannelError(
            where=what or "合作共建", found=f"缺 {'、'.join(lacking)}" if lacking else f"类别 {kind}",
            expected="、".join(PartnershipKind.labels) + "之一,两方俱全", advice="补全后再登记",
        )  # fmt: skip


@transaction.atomic
def withdraw(row: Any, *, reason: str, by: User, at: datetime) -> Any:
    """A record was entered wrongly; it stays and no longer counts.

    Raises:
        ChannelError: no reason; withdrawn already; payments rest on it.
    """
    held = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.withdrawn_at is not None or not reason.strip():
        raise ChannelError(
            where=str(held), found="已经撤回" if held.withdrawn_at else "没有写原因", expected="未撤回的记录和撤回原因",
            advice="刷新页面,或写明原因",
        )  # fmt: skip
    _no_payments(held)
    held.withdrawn_at, held.withdrawn_reason, held.withdrawn_by = at, reason, by
    held.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])
    target = getattr(held, "channel", None) or getattr(held, "event", None) or held
    after = {"record": str(held), "kind": str(held._meta.verbose_name), "reason": reason}
    record(by, "channels.record.withdrawn", target=target, after=after)
    return held


def _no_payments(held: Any) -> None:
    from ..models import Commission, CommissionPayment

    payments = CommissionPayment.objects.known(None)
    if isinstance(held, Commission):
        payments = payments.filter(commission=held)
    elif isinstance(held, Brought):
        payments = payments.filter(commission__channel=held.channel_id, project=held.project_id)
    else:
        return
    paid = payments.first()
    if paid is not None:
        raise ChannelError(
            where=str(held), found=f"已付佣金,凭证 {paid.voucher}", expected="没有付款的记录",
            advice="付款登记有误时先撤回付款;已付的不能撤回依据",
        )  # fmt: skip
