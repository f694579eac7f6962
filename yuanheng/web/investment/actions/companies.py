"""Target companies: entered, changed, assigned, locked, left; and what is heard of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from yuanheng.engines.identities import repair_uscc
from yuanheng.web.base import jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.notices import notify
from yuanheng.web.enterprises.keys import folded

from ..access import EDIT
from ..models import CompanyNews, CompanyState, TargetCompany
from ..rules import chain_of, follow_rule, segment_meant
from .errors import InvestmentError, day_has_come


class CompanyChangedError(InvestmentError):
    """Somebody else changed the company meanwhile; nothing was written."""

    kind = "company_changed_meanwhile"


class CompanyLockedError(InvestmentError):
    """Another promoter has locked the company."""

    kind = "company_locked"


@dataclass(frozen=True, slots=True)
class News:
    """Something heard of a company; `amount` only where the text says it."""

    text: str
    kind: str = "expansion"
    on: date | None = None
    amount_text: str = ""
    amount: Decimal | None = None
    currency: str = ""
    investors: tuple[str, ...] = ()
    source: str = ""


@transaction.atomic
def create_company(*, name: str, by: User, at: datetime, organisation: Any = None, **values: Any) -> TargetCompany:
    """Enter a company; without a segment the rule's words decide, where they mean one.

    Raises:
        InvestmentError: it is in the library, or its code is none.
    """
    if not folded(name):
        raise InvestmentError(where=name or "(空)", found="名称里没有字", expected="企业名称", advice="填写企业全称")
    _free(name)
    made = TargetCompany(
        name=name.strip(), by=by, created_at=at, organisation=organisation or bureau_of(by, EDIT) or bureau_of(by),
        **_placed(values),
    )  # fmt: skip
    _sound(made)
    made.save(force_insert=True)
    record(by, "investment.company.created", target=made, after={"name": made.name})
    score_later(made)
    return made


def _free(name: str, *, but: Any = None) -> None:
    there = TargetCompany.objects.filter(name_folded=folded(name)[:200]).exclude(pk=but).first()
    if there is not None:
        raise InvestmentError(
            where=name, found=f"库中已有“{there}”(跟踪人:{there.assigned_to or '未分配'})", expected="库中没有的企业",
            advice="打开已有的企业,在那里登记动态或走访",
        )  # fmt: skip


def _placed(values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("segment") and values.get("products"):
        chain, segment = segment_meant(values["products"], values.get("chain", ""))
        values = values | {"chain": chain, "segment": segment}
    return values


def _code(row: TargetCompany) -> str:
    """The code as it should be written, in place of what was typed; what is wrong with one that is none."""
    found = repair_uscc(row.uscc)
    if found.code:
        row.uscc = found.code
        return ""
    return found.problem or "不是 18 位代码"


def _sound(row: TargetCompany) -> None:
    chain = chain_of(row.chain)
    wrong = []
    if row.chain and chain is None:
        wrong.append(f"没有产业链 {row.chain}")
    if row.segment and (chain is None or chain.segment(row.segment) is None):
        wrong.append(f"这条产业链没有环节 {row.segment}")
    if row.uscc and (problem := _code(row)):
        wrong.append(f"统一社会信用代码 {row.uscc}:{problem}")
    if row.capital is not None and not row.currency:
        wrong.append("注册资本没有币种")
    if wrong:
        raise InvestmentError(
            where=row.name, found=";".join(wrong), expected="规则里有的产业链和环节、正确的代码、有币种的金额",
            advice="改正后再保存;不清楚的先空着",
        )  # fmt: skip


@transaction.atomic
def change_company(company: TargetCompany, *, version: int, by: User, **values: Any) -> TargetCompany:
    """Change fields as seen at `version`.

    Raises:
        CompanyChangedError: somebody changed it meanwhile.
        InvestmentError: as `create_company`.
    """
    row = _locked(company)
    if row.version != version:
        raise CompanyChangedError(
            where=row.name, found="别人刚刚改过这家企业", expected="按最新内容修改", advice="看清现在的内容,再保存一次"
        )
    before = {key: getattr(row, key) for key, value in values.items() if getattr(row, key) != value}
    if not before:
        return row
    if "name" in before:
        _free(values["name"], but=row.pk)
    for key in before:
        setattr(row, key, values[key])
    _sound(row)
    row.version += 1
    row.save()
    after = {key: str(values[key] if values[key] is not None else "") for key in before}
    old = {key: str(value if value is not None else "") for key, value in before.items()}
    record(by, "investment.company.changed", target=row, before=old, after=after)
    score_later(row)
    return row


@transaction.atomic
def assign_company(company: TargetCompany, *, to: User | None, by: User) -> TargetCompany:
    """Who follows it; a lock of somebody else ends with it.

    Raises:
        InvestmentError: they follow it already, or are not active.
    """
    row = _locked(company)
    if row.assigned_to == to or (to is not None and not to.is_active):
        raise InvestmentError(
            where=row.name, found=f"跟踪人 {to or '(空)'}", expected="另一位在岗人员", advice="选择接手的人"
        )
    before = str(row.assigned_to or "")
    row.assigned_to = to
    if row.locked_by is not None and row.locked_by != to:
        row.locked_by, row.locked_until = None, None
    row.version += 1
    row.save(update_fields=["assigned_to", "locked_by", "locked_until", "version"])
    record(by, "investment.company.assigned", target=row, before={"to": before}, after={"to": str(to or "")})
    if to is not None and to != by:
        notify(to, f"目标对象“{row}”分配给您跟踪", url=reverse("investment:company", args=[row.pk]))
    return row


@transaction.atomic
def lock_company(company: TargetCompany, *, by: User, at: datetime, until: date | None = None) -> TargetCompany:
    """A promoter locks a company for themselves until a day; who comes second is told whose it is, and until when.

    Raises:
        CompanyLockedError: another's lock runs.
        InvestmentError: a day that is over, or beyond the rule.
    """
    row = _locked(company)
    today, rule = at.astimezone(SHANGHAI).date(), follow_rule()
    if is_locked(row, on=today) and row.locked_by != by:
        raise CompanyLockedError(
            where=row.name, found=f"由 {row.locked_by} 锁定至 {row.locked_until}", expected="没有被他人锁定的企业",
            advice=f"与 {row.locked_by} 商量,或在 {row.locked_until} 以后再锁定",
        )  # fmt: skip
    last = today + timedelta(days=rule.lock_most_days)
    until = until or today + timedelta(days=rule.lock_days)
    if not today <= until <= last:
        raise InvestmentError(
            where=row.name, found=f"锁定至 {until}", expected=f"{today} 到 {last} 之间", advice="改正锁定日期"
        )
    row.locked_by, row.locked_until = by, until
    row.assigned_to = row.assigned_to or by
    row.version += 1
    row.save(update_fields=["locked_by", "locked_until", "assigned_to", "version"])
    record(by, "investment.company.locked", target=row, after={"until": str(until)})
    return row


@transaction.atomic
def unlock_company(company: TargetCompany, *, by: User, decides: bool = False) -> TargetCompany:
    """The holder lets go; somebody who assigns companies (`decides`) may do it for them.

    Raises:
        InvestmentError: it is not locked, or by another.
    """
    row = _locked(company)
    if row.locked_by is None or (row.locked_by != by and not decides):
        raise InvestmentError(
            where=row.name, found=f"由 {row.locked_by} 锁定" if row.locked_by else "没有锁定", expected="您自己的锁定",
            advice="请锁定人或分配人解除",
        )  # fmt: skip
    before = {"by": str(row.locked_by), "until": str(row.locked_until)}
    row.locked_by, row.locked_until = None, None
    row.version += 1
    row.save(update_fields=["locked_by", "locked_until", "version"])
    record(by, "investment.company.unlocked", target=row, before=before)
    return row


def is_locked(company: TargetCompany, *, on: date) -> bool:
    """True while somebody's lock runs."""
    return company.locked_until is not None and company.locked_until >= on


@transaction.atomic
def drop_company(company: TargetCompany, *, reason: str, by: User) -> TargetCompany:
    """Nobody follows it any more; it stays to be found, with the reason. Dropping again takes it up again.

    Raises:
        InvestmentError: no reason.
    """
    row = _locked(company)
    if not reason.strip():
        raise InvestmentError(where=row.name, found="没有写原因", expected="原因", advice="写明为什么")
    before = row.state
    if row.state == CompanyState.DROPPED:
        row.state = CompanyState.CONTACTED if row.visited_on else CompanyState.LISTED
    else:
        row.state, row.locked_by, row.locked_until = CompanyState.DROPPED, None, None
    row.version += 1
    row.save(update_fields=["state", "locked_by", "locked_until", "version"])
    record(by, "investment.company.followed", target=row, before={"state": before},
           after={"state": row.state, "reason": reason})  # fmt: skip
    return row


@transaction.atomic
def add_news(company: TargetCompany, *, news: News, by: User, at: datetime) -> CompanyNews:
    """Something heard, by a day that has come.

    Raises:
        InvestmentError: no words, or a day to come.
    """
    if not news.text.strip():
        raise InvestmentError(where=company.name, found="空白", expected="动态内容", advice="写明听到了什么")
    if news.on is not None:
        day_has_come(news.on, today=at.astimezone(SHANGHAI).date(), where=company.name)
    made = keep_news(company, news=news, by=by, at=at)
    record(by, "investment.company.news", target=company, after={"kind": news.kind, "text": news.text[:100]})
    score_later(company)
    return made


def keep_news(company: TargetCompany, *, news: News, by: User | None, at: datetime) -> CompanyNews:
    """The row alone, as an import writes many."""
    return CompanyNews.objects.create(
        company=company, on=news.on, kind=news.kind, text=news.text.strip()[:400], amount_text=news.amount_text[:80],
        amount=news.amount, currency=news.currency, investors=[i[:200] for i in news.investors],
        source=news.source[:200], by=by, known_at=at,
    )  # fmt: skip


def score_later(*companies: TargetCompany) -> None:
    """Their fit is computed in the background; nobody waits for it."""
    jobs.defer("investment.fit.compute", by=None, company_ids=[str(c.pk) for c in companies])


def _locked(company: TargetCompany) -> TargetCompany:
    rows = TargetCompany.objects.select_for_update(of=("self",)).select_related("locked_by", "assigned_to")
    return rows.get(pk=company.pk)


def named(names: Sequence[str]) -> dict[str, TargetCompany]:
    """Companies of the library by the folded name."""
    keys = [folded(n)[:200] for n in names]
    return {c.name_folded: c for c in TargetCompany.objects.filter(name_folded__in=keys)}
