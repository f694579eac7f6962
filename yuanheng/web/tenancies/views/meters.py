"""Shared accounts: the list, one account month by month, its users, readings, and differences that a person lets stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, sees, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import Column, TextFilter, build_table, table_page

from ..access import KEEP, SETTLE, VIEW, access_account
from ..actions.meters import add_user, record_reading, register_account, settle_month
from ..asked import asked_day
from ..bureau import meter_year, meters_of
from ..forms import AccountForm, ReadingForm, SettleMonthForm, UserForm
from ..models import MeterReading, MeterUser, SharedAccount
from .tenancies import kept

CENT = Decimal("0.01")
ADVICE = "登记一个户号和它背后的企业,或导入分表清单:分表合计与供电公司账单逐月核对。"


def back_to(pk: Any) -> str:
    """The account's page."""
    return reverse("tenancies:account", args=[pk])


@gate(VIEW)
def account_list(request: HttpRequest) -> HttpResponse:
    """Every shared account with how many months are open."""
    asked = asked_day(request, today=moment.today())
    year = meter_year(asked.on)
    book = meters_of(year=year, known_on=asked.known_on)
    open_ = {
        a.pk: sum(m.account == a and not m.reconciled for m in book.months) for a in {m.account for m in book.months}
    }
    done = {a.pk: sum(m.account == a and m.reconciled for m in book.months) for a in {m.account for m in book.months}}
    columns = (
        Column("account", "户号", sort="account", link=lambda a: back_to(a.pk)),
        Column("holder", "户主", value=lambda a: a.holder.name, sort="holder__name_pinyin"),
        Column("address", "用电地址", minor=True),
        Column("done", f"{year} 年已核定(月)", kind="number", places=0, value=lambda a: done.get(a.pk, 0)),
        Column("open", f"{year} 年未决(月)", kind="number", places=0, value=lambda a: open_.get(a.pk, 0)),
    )
    rows = SharedAccount.objects.known(asked.known_on).select_related("holder")
    table = build_table(
        request, name="共用电表", rows=visible(request.user, VIEW, rows), columns=columns, order=("account",),
        filters=(TextFilter("q", "户号、户主", apply=_matching),), empty="还没有登记共用户号", empty_advice=ADVICE,
    )  # fmt: skip
    return table_page(request, "tenancies/accounts.html", table)


def _matching(rows: Any, text: str) -> Any:
    return rows.filter(account__icontains=text) | rows.filter(holder__name__icontains=text)


@gate(VIEW)
def account(request: HttpRequest, pk: Any) -> HttpResponse:
    """One account, month by month: 账单 = 分表合计 + 损耗."""
    found = access_account(request.user, pk)  # type: ignore[arg-type]
    asked = asked_day(request, today=moment.today())
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdigit() and len(wanted) == 4 else meter_year(asked.on)
    months = meters_of(year=year, known_on=asked.known_on, accounts=[found]).months
    users = MeterUser.objects.filter(account=found).select_related("enterprise", "by")
    years = sorted(
        {d.year for d in MeterReading.objects.filter(account=found).values_list("month", flat=True)} | {year}
    )
    context = {
        "account": found, "months": months, "users": users, "year": year, "years": years, "asked": asked,
        "masked": not sees(request.user, "enterprise.energy"),
        "settlements": found.settlements.select_related("by", "withdrawn_by"),
        "rule": months[0].month if months else None,
    }  # fmt: skip
    return render(request, "tenancies/account.html", context)


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """A shared account."""
    form = AccountForm(request.POST or None)

    def do(data: dict[str, Any]) -> SharedAccount:
        return register_account(by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记共用户号", back=reverse("tenancies:accounts"), done="已登记;接着登记背后的企业。",
        after=lambda made: back_to(made.pk),
    )  # fmt: skip


@gate(KEEP, post=KEEP)
def user(request: HttpRequest, pk: Any) -> HttpResponse:
    """A firm behind it."""
    found = access_account(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = UserForm(request.POST or None, request.FILES or None)

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return add_user(found, data.pop("enterprise"), file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"户号 {found} 的用电企业", back=back_to(pk), done="已登记。")


@gate(KEEP, post=KEEP)
def reading(request: HttpRequest, pk: Any) -> HttpResponse:
    """kWh of a month."""
    found = access_account(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    meters = list(MeterUser.objects.known(None).filter(account=found).exclude(number="").select_related("enterprise"))
    form = ReadingForm(request.POST or None, users=meters)

    def do(data: dict[str, Any]) -> Any:
        of = next((m for m in meters if str(m.pk) == data["of"]), None)
        times = of.multiplier if of is not None and of.multiplier is not None else 1
        said = f"{data['usage']} × 倍率 {times}" if of is not None else ""
        return record_reading(
            found, month=data["month"], kwh=(data["usage"] * times).quantize(CENT), user=of, said=said,
            reason=data["reason"], by=request.user, at=moment.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    return form_page(request, form, do, title=f"户号 {found} 的电量", back=back_to(pk), done="已登记。")


@gate(post=SETTLE)
def settle_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """The difference of a month stands as loss."""
    found = access_account(request.user, pk, needed=SETTLE)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        return settle_month(found, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    form = SettleMonthForm(request.POST)
    return act(request, form, do, done="已核定为损耗;电量再有变动时会重新列出。", back=back_to(pk))
