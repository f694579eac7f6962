"""A channel: registered once under whatever name, changed, ended, taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.keys import folded, pairs
from yuanheng.web.projects.actions.duplicates import likeness

from ..access import KEEP
from ..models import Channel, ChannelKind, OfficeStaff
from ..rules import channel_rules
from .refusing import ChannelError, in_order, not_after

_FILLER = re.compile(
    r"有限责任公司|股份有限公司|有限公司|有限合伙|合伙企业|集团|公司|咨询|管理|顾问|服务|中心|[((].*?[))]|[,,。·\s]"
)
FIXED = ("kind", "region", "city")


@dataclass(frozen=True, slots=True)
class Alike:
    """A channel that may be the same; `same`: it is, by one of its names."""

    channel: Channel
    why: str
    same: bool


def alike_channels(name: str, other_names: Iterable[str] = (), *, but: Any = None, most: int = 5) -> list[Alike]:
    """Channels under one of the names already, then those whose name is near (`near_name` of the rules)."""
    keys = {folded(n) for n in (name, *other_names) if folded(n)}
    cores = [c for n in (name, *other_names) if len(c := core_of(n)) > 1]
    wanted = {piece for core in cores for piece in pairs(core)}
    if not keys:
        return []
    by_name = Q(name_folded__in=keys) | Q(grams__overlap=sorted(wanted))
    found: list[tuple[float, Alike]] = []
    for channel in Channel.objects.filter(by_name).exclude(pk=but):
        theirs = [channel.name, *channel.other_names]
        if keys & {folded(n) for n in theirs}:
            found.append((2.0, Alike(channel, "名称相同", True)))
            continue
        share = max((likeness(pairs(c), pairs(core_of(n))) for c in cores for n in theirs), default=0.0)
        if share >= channel_rules().near_name:
            found.append((share, Alike(channel, f"名称相近({share:.0%})", False)))
    return [alike for _, alike in sorted(found, key=lambda f: (-f[0], f[1].channel.name_pinyin))[:most]]


def core_of(name: str) -> str:
    """The part of a name that tells it apart: without forms of firms and what is in brackets."""
    return folded(_FILLER.sub("", name))


@transaction.atomic
def register_channel(
    *, name: str, kind: str, region: str, by: User | None, at: datetime, other_names: Sequence[str] = (),
    organisation: Any = None, **values: Any,
) -> Channel:  # fmt: skip
    """Enter a channel.

    Raises:
        ChannelError: it stands in the register under one of the names; no such kind; no region.
    """
    name = " ".join(name.split())
    _stated(name, kind, region)
    _not_there(name, other_names)
    made = Channel(
        name=name, kind=kind, region=region, other_names=list(dict.fromkeys(other_names)), by=by, created_at=at,
        organisation=organisation or bureau_of(_someone(by), KEEP), **values,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # somebody registered it at this very moment
        raise _registered(name, "刚刚被别人登记") from error
    record(by, "channels.channel.registered", target=made, after={"name": name, "kind": kind, "region": region})
    return made


def _someone(by: User | None) -> User:
    if by is None:
        raise ValueError("a channel needs a bureau: give `organisation` where nobody enters it")
    return by


def _stated(name: str, kind: str, region: str) -> None:
    if not name or kind not in ChannelKind.values or not region.strip():
        raise ChannelError(
            where=name or "招商渠道", found=f"类别 {kind or '(空)'},地区 {region or '(空)'}",
            expected="名称、" + "、".join(ChannelKind.labels) + "之一,以及地区", advice="补全后再登记",
        )  # fmt: skip


def _not_there(name: str, other_names: Sequence[str], *, but: Any = None) -> None:
    same = next((a.channel for a in alike_channels(name, other_names, but=but) if a.same), None)
    if same is not None:
        others = f"(又名 {'、'.join(same.other_names)})" if same.other_names else ""
        raise _registered(name, f"已登记为“{same}”{others}")


def _registered(name: str, found: str) -> ChannelError:
    return ChannelError(
        where=name, found=found, expected="一个机构登记一次",
        advice="打开已有的渠道;若是另一个名称,在那里加为其他名称",
    )  # fmt: skip


@transaction.atomic
def change_channel(channel: Channel, *, by: User, **values: Any) -> Channel:
    """Change its fields.

    Raises:
        ChannelError: a name of another channel; kind or region of one that figures already count.
    """
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    before = {k: getattr(row, k) for k, v in values.items() if getattr(row, k) != v}
    if not before:
        return row
    _not_there(values.get("name", row.name), values.get("other_names", row.other_names), but=row.pk)
    if any(k in before for k in FIXED) and _used(row):
        raise ChannelError(
            where=row.name, found="已有合作、联系或引荐记录", expected="不变的类别、地区和城市",
            advice="登记有误时终止这个渠道,另行登记;过去的统计因此不会改变",
        )  # fmt: skip
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    after = {k: getattr(row, k) for k in before}
    record(by, "channels.channel.changed", target=row, before=_plain(before), after=_plain(after))
    return row


def _used(row: Channel) -> bool:
    related = (row.relations, row.contacts, row.brought, row.partnerships, row.commissions, row.held_events)  # type: ignore[attr-defined]
    return any(rows.exists() for rows in related)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v if isinstance(v, str | list | None) else str(v) for k, v in values.items()}


@transaction.atomic
def end_channel(channel: Channel, *, on: date, reason: str, by: User, at: datetime) -> Channel:
    """We no longer work with it from a day on; what it brought stays its own.

    Raises:
        ChannelError: the day has not come; it has ended already; no reason.
    """
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    not_after(at, on, row.name)
    if row.ended_on is not None or not reason.strip():
        raise ChannelError(
            where=row.name, found=f"已于 {row.ended_on} 终止" if row.ended_on else "没有写原因",
            expected="在册的渠道和终止原因", advice="刷新页面,或写明原因",
        )  # fmt: skip
    row.ended_on, row.ended_known_at, row.ended_reason = on, at, reason
    row.save()
    record(by, "channels.channel.ended", target=row, after={"on": str(on), "reason": reason})
    return row


@transaction.atomic
def set_staff(channel: Channel, *, count: int, since: date, by: User | None, at: datetime) -> OfficeStaff:
    """How many work in an office from a day on.

    Raises:
        ChannelError: no office; the day has not come.
    """
    not_after(at, since, channel.name)
    in_order(since, None, channel.name)
    if channel.kind != ChannelKind.OFFICE or count < 0:
        raise ChannelError(
            where=channel.name, found=f"{channel.get_kind_display()} {count} 人", expected="招商联络办公室的人数",
            advice="核对类别和人数",
        )  # fmt: skip
    made = OfficeStaff.objects.create(channel=channel, count=count, since=since, by=by, known_at=at)
    record(by, "channels.staff.set", target=channel, after={"count": count, "since": str(since)})
    return made
