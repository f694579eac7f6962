"""Research groups: formed with their members, reporting, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI

from ..access import GROUP, REPORT
from ..models import GroupMember, ResearchGroup, ResearchReport
from ..rules import chain_of
from .errors import InvestmentError, day_has_come


@transaction.atomic
def form_group(
    *, chain: str, label: str, formed_on: date, members: Sequence[str], by: User, at: datetime, document: str = "",
    file: StoredFile | None = None, organisation: Any = None,
) -> ResearchGroup:  # fmt: skip
    """Form a group on a day; the first member leads it. A name that one user has is that user.

    Raises:
        InvestmentError: no such chain, a day to come, nobody in it, or a group of that name at work.
    """
    day_has_come(formed_on, today=at.astimezone(SHANGHAI).date(), where=label)
    found = chain_of(chain)
    if found is None or not members or ResearchGroup.objects.filter(label=label, ended_on__isnull=True).exists():
        raise InvestmentError(
            where=label, found="没有这条产业链、没有成员,或已有同名的小组", expected="规则里的产业链、至少一名成员、不重的名称",
            advice="改正后再保存",
        )  # fmt: skip
    made = ResearchGroup.objects.create(
        chain=found.code, label=label, formed_on=formed_on, document=document, file=file, by=by, known_at=at,
        organisation=organisation or bureau_of(by, GROUP) or bureau_of(by),
    )  # fmt: skip
    for place, name in enumerate(members):
        GroupMember.objects.create(group=made, name=name, user=_user(name), leads=place == 0, since=formed_on)
    record(by, "investment.group.formed", target=made, after={"on": str(formed_on), "members": list(members)})
    return made


def _user(name: str) -> User | None:
    found = list(User.objects.filter(full_name=name, is_active=True)[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def add_member(group: ResearchGroup, *, name: str, since: date, by: User, at: datetime) -> GroupMember:
    """Somebody joins.

    Raises:
        InvestmentError: they are in it, it has ended, or the day is out of its time.
    """
    row = ResearchGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    day_has_come(since, today=at.astimezone(SHANGHAI).date(), where=row.label)
    there = row.members.filter(name=name, until__isnull=True).exists()
    if there or row.ended_on is not None or since < row.formed_on:
        raise InvestmentError(
            where=row.label,
            found=f"{name} 自 {since}",
            expected="还在工作的小组、组建之后的日期、不在组里的人",
            advice="核对",
        )
    made = GroupMember.objects.create(group=row, name=name, user=_user(name), since=since)
    record(by, "investment.group.joined", target=row, after={"name": name, "since": str(since)})
    return made


@transaction.atomic
def end_group(group: ResearchGroup, *, on: date, by: User, at: datetime) -> ResearchGroup:
    """The group's work is done; it stays in the record.

    Raises:
        InvestmentError: ended already, before it was formed, or a day to come.
    """
    row = ResearchGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    day_has_come(on, today=at.astimezone(SHANGHAI).date(), where=row.label)
    if row.ended_on is not None or on < row.formed_on:
        raise InvestmentError(
            where=row.label, found=f"{on}", expected=f"还在工作的小组、不早于 {row.formed_on} 的日期", advice="核对"
        )
    row.ended_on = on
    row.save()
    row.members.filter(until__isnull=True).update(until=on)
    record(by, "investment.group.ended", target=row, after={"on": str(on)})
    return row


@transaction.atomic
def file_report(
    *, chain: str, title: str, on: date, given: Any, by: User, at: datetime, finding: str = "",
    group: ResearchGroup | None = None, organisation: Any = None,
) -> ResearchReport:  # fmt: skip
    """Keep a report with its file.

    Raises:
        InvestmentError: no such chain, or a day to come.
    """
    day_has_come(on, today=at.astimezone(SHANGHAI).date(), where=title)
    found = chain_of(chain)
    if found is None:
        raise InvestmentError(
            where=title, found=f"产业链 {chain}", expected="规则里的产业链", advice="从产业链页面提交"
        )
    made = ResearchReport.objects.create(
        chain=found.code, group=group, title=title, on=on, finding=finding, by=by, known_at=at,
        file=files.store(given, name=given.name, by=by), organisation=organisation or bureau_of(by, REPORT) or bureau_of(by),
    )  # fmt: skip
    record(by, "investment.report.filed", target=made, after={"title": title, "on": str(on)})
    return made
