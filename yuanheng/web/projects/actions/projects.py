"""A project: entered, changed, its amounts set. Nobody's change is lost: who comes second is shown the first's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Length

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.history import said
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI

from ..access import CREATE
from ..hooks import project_changed
from ..models import Investor, Project, ProjectAmount

FIRST_NUMBER = 1
EARLIEST = date(1949, 10, 1)


class ProjectError(YuanhengError):
    """Something that cannot be written of a project."""

    kind = "project"


class ProjectChangedError(ProjectError):
    """Somebody else changed the project meanwhile; `theirs` says what, field by field."""

    kind = "project_changed_meanwhile"
    theirs: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Backer:
    """An investor as it is written down."""

    name: str
    country: str = ""
    foreign: bool | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a kind, in its currency."""

    kind: str
    amount: Decimal
    currency: str
    holds_from: date
    reason: str = ""


@transaction.atomic
def create_project(
    *, name: str, by: User | None, at: datetime, investors: Sequence[Backer] = (), amounts: Sequence[Money] = (),
    organisation: Any = None, number: str = "", **values: Any,
) -> Project:  # fmt: skip
    """Enter a project at stage 信息; its number is the next of the year.

    Raises:
        ProjectError: shares above 100 %, a date to come, a project code that is taken.
    """
    _code_free(name, values.get("national_code", ""))
    _shares(name, investors)
    project = Project(
        name=name, number=number or next_number(at), by=by, created_at=at, stage_on=values.pop("stage_on", None),
        organisation=organisation or bureau_of(_someone(by), CREATE), **values,
    )  # fmt: skip
    project.fill_keys(tuple(i.name for i in investors))
    project.save_base(force_insert=True)
    _keep_investors(project, investors)
    for money in amounts:
        _keep_amount(project, money, by=by, at=at)
    record(by, "projects.project.created", target=project, after={"name": name, "number": project.number})
    project_changed(project, "created")
    return project


def _code_free(name: str, code: str, *, but: Any = None) -> None:
    taken = Project.objects.filter(national_code=code).exclude(pk=but).first() if code else None
    if taken is not None:
        raise ProjectError(
            where=name,
            found=f"项目代码 {code} 已用于“{taken}”",
            expected="一个代码一个项目",
            advice="核对代码,或打开已有项目",
        )


def _someone(by: User | None) -> User:
    if by is None:
        raise ValueError("a project needs a bureau: give `organisation` where nobody enters it")
    return by


def next_number(at: datetime) -> str:
    """XM2021-0001: the year and the next of it; numbers are never used again.

    Whoever asks second waits until the first has entered the project, so that two at once get two numbers.
    """
    year = at.astimezone(SHANGHAI).year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('projects.number'), %s)", [year])
    with_year = Project.objects.filter(number__regex=rf"^XM{year}-[0-9]+$").order_by(Length("number").desc(), "-number")
    last = with_year.values_list("number", flat=True).first()
    return f"XM{year}-{int(last.rsplit('-', 1)[1]) + 1 if last else FIRST_NUMBER:04d}"


def _shares(name: str, investors: Sequence[Backer]) -> None:
    total = sum((i.share for i in investors if i.share is not None), Decimal(0))
    if total > 100:
        raise ProjectError(
            where=f"{name} › 投资方", found=f"占比合计 {total}%", expected="不超过 100%", advice="核对各方占比"
        )


def _keep_investors(project: Project, investors: Sequence[Backer]) -> None:
    for backer in investors:
        Investor.objects.create(
            project=project, name=backer.name, country=backer.country, foreign=backer.foreign, share=backer.share
        )


@transaction.atomic
def change_project(
    project: Project, *, version: int, by: User, investors: Sequence[Backer] | None = None, **values: Any
) -> Project:
    """Change fields as seen at `version`.

    Raises:
        ProjectChangedError: somebody changed it meanwhile; nothing is written, `theirs` says what they changed.
        ProjectError: shares above 100 %, a project code that is taken.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if row.version != version:
        raise changed_meanwhile(row, version)
    if investors is not None:
        _shares(row.name, investors)
    _code_free(row.name, values.get("national_code", ""), but=row.pk)
    before = {key: getattr(row, key) for key, value in values.items() if getattr(row, key) != value}
    old = [i.name for i in row.investors.all()]
    if investors is not None and _differ(row, investors):
        before["investors"] = old
        row.investors.all().delete()
        _keep_investors(row, investors)
    if not before:
        return row
    for key, value in values.items():
        setattr(row, key, value)
    row.version += 1
    row.save()
    after = {key: [i.name for i in investors or ()] if key == "investors" else getattr(row, key) for key in before}
    record(by, "projects.project.changed", target=row, before=_plain(before), after=_plain(after))
    project_changed(row, "changed")
    return row


def _differ(row: Project, investors: Sequence[Backer]) -> bool:
    present = [Backer(i.name, i.country, i.foreign, i.share) for i in row.investors.all()]
    return present != list(investors)


def changed_meanwhile(row: Project, version: int) -> ProjectChangedError:
    """What was changed since a version, from the history."""
    events = list(row.events.order_by("pgh_id"))  # type: ignore[attr-defined]
    seen = next((e for e in reversed(events) if e.version == version), None)
    theirs = []
    for field in Project._meta.concrete_fields:
        if seen is not None and field.name not in ("version",) and hasattr(seen, field.attname):
            old, new = getattr(seen, field.attname), getattr(row, field.attname)
            if old != new:
                theirs.append((str(field.verbose_name), said(old), said(new)))
    if not theirs:
        theirs.append(("投资方", "打开页面时的投资方", "、".join(i.name for i in row.investors.all()) or "(空)"))
    error = ProjectChangedError(
        where=row.name, found="别人刚刚改过这个项目", expected="按最新内容修改", advice="看清对方改了什么,再保存一次"
    )
    error.theirs = tuple(theirs)
    return error


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v if isinstance(v, bool | int | str | list | None) else str(v) for k, v in values.items()}


@transaction.atomic
def set_amount(
    project: Project, *, money: Money, by: User | None, at: datetime, file: StoredFile | None = None
) -> ProjectAmount:
    """State an amount from a day on; the one before stays in the record.

    Raises:
        ProjectError: the day has not come; or the project is signed and no reason is given for another amount.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    present = row.amounts.filter(kind=money.kind).order_by("-holds_from", "-known_at").first()
    differs = present is not None and (present.amount, present.currency) != (money.amount, money.currency)
    signed = row.stages.filter(stage="signed", withdrawn_at__isnull=True).exists()
    if differs and signed and money.kind != "arrived" and not money.reason.strip():
        raise ProjectError(
            where=f"{row.name} › {ProjectAmount(kind=money.kind).get_kind_display()}",
            found=f"签约后由 {present} 改为 {money.amount} {money.currency}",
            expected="变更原因", advice="写明原因,如补充协议号",
        )  # fmt: skip
    made = _keep_amount(row, money, by=by, at=at, file=file)
    before = {"amount": str(present.amount), "currency": present.currency} if present else None
    after = {"kind": money.kind, "amount": str(money.amount), "currency": money.currency, "reason": money.reason}
    record(by, "projects.amount.set", target=row, before=before, after=after)
    project_changed(row, "amount")
    return made


def _keep_amount(
    project: Project, money: Money, *, by: User | None, at: datetime, file: StoredFile | None = None
) -> ProjectAmount:
    not_after(at, money.holds_from, project.name)
    return ProjectAmount.objects.create(
        project=project, kind=money.kind, amount=money.amount, currency=money.currency, holds_from=money.holds_from,
        reason=money.reason, known_at=at, by=by, file=file,
    )  # fmt: skip


def not_after(at: datetime, day: date, where: str) -> None:
    """A day that has come, and not of a century before.

    Raises:
        ProjectError: it has not.
    """
    today = at.astimezone(SHANGHAI).date()
    if day > today or day < EARLIEST:
        raise ProjectError(
            where=where,
            found=f"日期 {day}",
            expected=f"{EARLIEST} 以来、不晚于今天({today})",
            advice="改正日期;计划日期请填在推进计划里",
        )
