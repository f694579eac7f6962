"""The demo zone's channels, entered through the same actions people use, each thing as of the day it became known."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.web.base import files
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.demo import SEED, zone_folder
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.demo import truth_of as projects_of
from yuanheng.web.projects.models import Project

from .actions.channels import end_channel, register_channel, set_staff
from .actions.commissions import agree_commission, pay_commission
from .actions.events import Guest, add_event_lead, record_event
from .actions.relations import bring, record_contact, record_partnership, record_relation, withdraw
from .models import Channel, Commission, EvidenceKind

HOUR = 10
Told = dict[str, Any]


def load_demo_channels(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Every channel of the generated zone with its history. Nothing where there are channels already, or no projects."""
    if Channel.objects.exists() or not Project.objects.exists():
        return
    folder = zone_folder(small=small, say=say)
    count = load_channels(truth_of(folder, small=small), by=cast["promoter"])
    say(f"招商渠道:{count} 个,及其合作、引荐、佣金和活动")


def truth_of(folder: Path, *, small: bool) -> Path:
    """The channels' truth of a zone, written where it is not there."""
    from yuanheng.demo.channels import TRUTH, write_channels

    if not (folder / TRUTH).exists():
        projects_of(folder, small=small)
        write_channels(folder, seed=SEED)
    return folder / TRUTH


@transaction.atomic
def load_channels(truth: Path, *, by: User) -> int:
    """Enter what a truth file tells; the number of channels. A project or firm that is not there is left out."""
    told: Told = json.loads(truth.read_text(encoding="utf-8"))
    channels = {c["key"]: _channel(c, by) for c in told["channels"]}
    projects = {p.number: p for p in Project.objects.all()}
    for each in told["relations"]:
        _relation(channels[each["channel"]], each, by)
    for each in told["contacts"]:
        _contact(channels[each["channel"]], each, by)
    for each in told["staff"]:
        day = _day(each["since"])
        set_staff(channels[each["channel"]], count=each["count"], since=day, by=by, at=_at(each["since"]))
    for each in told["brought"]:
        if each["project"] in projects:
            bring(
                channels[each["channel"]], projects[each["project"]], on=_day(each["on"]), main=each["main"], by=by,
                at=_at(each["known"]),
            )  # fmt: skip
    _money(told, channels, projects, by)
    for each in told["events"]:
        _event(each, channels, projects, by)
    for each in told["partnerships"]:
        _partnership(each, channels, projects, by)
    for each in told["channels"]:
        if each["ended"]:
            end_channel(
                channels[each["key"]],
                on=_day(each["ended"]),
                reason="合作期满不再续约",
                by=by,
                at=_at(each["ended_known"]),
            )
    return len(channels)


def _channel(told: Told, by: User) -> Channel:
    return register_channel(
        name=told["name"], kind=told["kind"], region=told["region"], city=told["city"], person=told["person"],
        other_names=told["other_names"], by=by, at=_at(told["known"]),
    )  # fmt: skip


def _paper(what: str, channel: Channel | None, by: User) -> StoredFile:
    name = f"{what}-{channel or '示例'}.txt"
    return files.store(BytesIO(f"{name}\n演示文件,内容从略。\n".encode()), name=name, by=by)


def _relation(channel: Channel, told: Told, by: User) -> None:
    record_relation(
        channel, what=told["what"], evidence_kind=told["evidence"], since=_day(told["since"]),
        until=_day(told["until"]) if told["until"] else None, by=by, at=_at(told["known"]),
        file=_paper(EvidenceKind(told["evidence"]).label, channel, by),
    )  # fmt: skip


def _contact(channel: Channel, told: Told, by: User) -> None:
    made = record_contact(
        channel, on=_day(told["on"]), kind=told["kind"], note=told["note"], with_whom=channel.person,
        cost_yuan=_sum(told["cost"]), by=by, at=_at(told["known"]),
    )  # fmt: skip
    if told["withdrawn"]:
        withdraw(made, reason="登记到别的渠道了", by=by, at=_at(told["withdrawn"]))


def _money(told: Told, channels: dict[str, Channel], projects: dict[str, Project], by: User) -> None:
    contracts: dict[str, Commission] = {}
    for each in told["commissions"]:
        channel = channels[each["channel"]]
        contracts[each["key"]] = agree_commission(
            channel, number=each["key"], scope=each["scope"], trigger=each["trigger"], currency=each["currency"],
            since=_day(each["since"]), until=_day(each["until"]) if each["until"] else None, fixed=_sum(each["fixed"]),
            percent=_sum(each["percent"]), cap=_sum(each["cap"]), file=_paper("委托合同", channel, by), by=by,
            at=_at(each["known"]),
        )  # fmt: skip
    for each in told["payments"]:
        if each["project"] in projects:
            pay_commission(
                contracts[each["commission"]], projects[each["project"]], amount=Decimal(each["amount"]),
                currency=each["currency"], paid_on=_day(each["paid_on"]), voucher=each["voucher"], by=by,
                at=_at(each["paid_on"]),
            )  # fmt: skip


def _event(told: Told, channels: dict[str, Channel], projects: dict[str, Project], by: User) -> None:
    made = record_event(
        name=told["name"], kind=told["kind"], on=_day(told["on"]), region=told["region"], city=told["city"],
        place=told["place"], host=told["host"], channel=channels.get(told["channel"]), cost_yuan=_sum(told["cost"]),
        guests=[Guest(*guest) for guest in told["guests"]], by=by, at=_at(told["known"]),
    )  # fmt: skip
    for number, heard in told["leads"]:
        if number in projects:
            at = max(_at(heard), _at(told["known"]))
            add_event_lead(made, projects[number], on=_day(heard), by=by, at=at)


def _partnership(told: Told, channels: dict[str, Channel], projects: dict[str, Project], by: User) -> None:
    firm = Enterprise.objects.filter(uscc=told["uscc"]).first() if told["uscc"] else None
    project = projects.get(told["project"])
    channel = channels.get(told["channel"])
    if told["kind"] == "rd_pair" and firm is None and project is None:
        return
    record_partnership(
        kind=told["kind"], on=_day(told["on"]), what=told["what"], channel=channel, region=told["region"],
        partner=told["partner"], enterprise=firm, project=project,
        until=_day(told["until"]) if told["until"] else None, by=by, at=_at(told["known"]),
        file=_paper("合作协议", channel, by) if told["kind"] == "agreement" else None,
    )  # fmt: skip


def _sum(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _at(text: str) -> datetime:
    day = _day(text)
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=SHANGHAI)
