"""Civil affairs: only who handles them sees a name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, bureau_of, gate, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page
from yuanheng.web.cases.models import RUNNING
from yuanheng.web.cases.pages.case import case_page
from yuanheng.web.cases.pages.words import STATUS_TONES, due_tone, due_words

from ..access import RELIEF_GROUP, RELIEF_KEEP, RELIEF_VIEW, access_relief
from ..actions.relief import apply_for_relief, decide_relief, end_relief, make_payment_list, post_notice, record_visit
from ..forms_relief import DecideForm, EndForm, MonthForm, ReliefForm, ReliefNoticeForm, VisitForm
from ..models.relief import PaymentList, Relief
from ..policy.relief import means_faults, monthly_amount
from ..rules import category_named, relief_rules

LIST_COLUMNS = (
    Column("month", "月份", value=lambda p: f"{p.month:%Y-%m}", sort="month",
           link=lambda p: reverse("approvals:payments", args=[p.pk])),
    Column("count", "人(户)数", kind="number", places=0),
    Column("total", "合计(元)", kind="number"),
    Column("at", "生成时间", kind="moment", minor=True),
)  # fmt: skip
LINE_COLUMNS = (
    Column("name", "姓名", value=lambda x: x.relief.name, group=RELIEF_GROUP),
    Column("identity", "身份证号", value=lambda x: x.relief.identity, group=RELIEF_GROUP),
    Column("category", "类别", value=lambda x: category_named(x.relief.category).label),
    Column("village", "村居", value=lambda x: str(x.relief.village or "")),
    Column("amount", "金额(元)", kind="number", group=RELIEF_GROUP),
)


def _columns(today: Any, calendar: Any) -> tuple[Column, ...]:
    return (
        Column("number", "编号", value=lambda r: r.case.number, link=lambda r: reverse("approvals:relief", args=[r.pk])),
        Column("name", "姓名", group=RELIEF_GROUP, link=lambda r: reverse("approvals:relief", args=[r.pk])),
        Column("category", "类别", value=lambda r: category_named(r.category).label),
        Column("village", "村居", value=lambda r: str(r.village or ""), minor=True),
        Column("status", "状态", kind="badge", value=_status, tone=lambda r: STATUS_TONES[r.case.status]),
        Column("due", "应办结日", kind="badge", value=lambda r: "" if r.case.closed else due_words(r.case, today, calendar),
               tone=lambda r: due_tone(r.case.due_on, today, calendar) or "secondary"),
        Column("monthly", "每月(元)", kind="number", group=RELIEF_GROUP, minor=True),
        Column("recheck_on", "下次复核", kind="date", sort="recheck_on", minor=True),
    )  # fmt: skip


def _status(relief: Relief) -> str:
    if relief.ends_on is not None:
        return "已停发"
    return {True: "在享", False: "未批准", None: relief.case.get_status_display()}[relief.granted]


@gate(RELIEF_VIEW)
def relief_list(request: HttpRequest) -> HttpResponse:
    """Applications within reach: a village's own, or the whole bureau's."""
    today, calendar = moment.today(), load_calendar()
    rows = visible(request.user, RELIEF_VIEW, Relief.objects.select_related("case", "village"))
    states = {"running": {"case__status__in": RUNNING}, "paid": {"granted": True, "ends_on__isnull": True},
              "recheck": {"recheck_on__lte": today, "ends_on__isnull": True}}  # fmt: skip
    table = build_table(
        request, name="救助申请", rows=rows, columns=_columns(today, calendar), order=("-applied_on",),
        filters=(
            TextFilter("q", "姓名、编号", apply=lambda r, t: r.filter(name__icontains=t) | r.filter(case__number__icontains=t)),
            ChoiceFilter("category", "类别", choices=[(c.code, c.label) for c in relief_rules().categories],
                         apply=lambda r, v: r.filter(category=v)),
            ChoiceFilter("state", "状态", choices=[("running", "在办"), ("paid", "在享"), ("recheck", "该复核了")],
                         apply=lambda r, v: r.filter(**states[v])),
        ),
        empty="还没有申请", empty_advice="点“登记申请”;村居受理的由村居登记。",
    )  # fmt: skip
    return table_page(request, "approvals/reliefs.html", table)


@gate(RELIEF_VIEW)
def relief(request: HttpRequest, pk: Any) -> HttpResponse:
    """One application with its means check, visits, notice, payments."""
    found, today = access_relief(request.user, pk), moment.today()  # type: ignore[arg-type]
    kind = category_named(found.category)
    faults = means_faults(
        kind, income=found.income, members=found.members, assets=found.assets, vehicles=found.vehicles
    )  # fmt: skip
    context = {
        "r": found, "kind": kind, "status": _status(found), "today": today, "faults": list(faults),
        "page": case_page(found.case, request.user, today=today, calendar=load_calendar()),  # type: ignore[arg-type]
        "visits": found.visits.select_related("file"), "payments": found.payments.select_related("listed"),
    }  # fmt: skip
    return render(request, "approvals/relief.html", context)


@gate(RELIEF_KEEP, post=RELIEF_KEEP)
def apply_one(request: HttpRequest) -> HttpResponse:
    """A new application."""
    bureau = bureau_of(request.user, RELIEF_KEEP)
    home = bureau if bureau is not None and bureau.kind != "village" else _civil_bureau() or bureau
    form = ReliefForm(
        request.POST or None, request.FILES or None, initial={"applied_on": moment.today(), "members": 1,
                                                              "village": bureau if bureau and bureau.kind == "village" else None},
    )  # fmt: skip
    return form_page(
        request, form, lambda d: apply_for_relief(organisation=home, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title="登记救助申请", back=reverse("approvals:reliefs"), done="已登记。", submit="登记",
        after=lambda r: reverse("approvals:relief", args=[r.pk]),
    )  # fmt: skip


def _civil_bureau() -> Organisation | None:
    return Organisation.objects.filter(code="social").first() or Organisation.objects.filter(name="社会事业局").first()


@gate(RELIEF_KEEP, post=RELIEF_KEEP)
def visit(request: HttpRequest, pk: Any) -> HttpResponse:
    """A visit at home."""
    found = access_relief(request.user, pk, needed=RELIEF_KEEP)  # type: ignore[arg-type]
    form = VisitForm(request.POST or None, request.FILES or None, initial={"on": moment.today()})
    return form_page(request, form, lambda d: record_visit(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
                     title=f"入户核查 {found}", back=reverse("approvals:relief", args=[pk]), done="已登记。")  # fmt: skip


@gate(RELIEF_KEEP, post=RELIEF_KEEP)
def notice(request: HttpRequest, pk: Any) -> HttpResponse:
    """The public notice."""
    found = access_relief(request.user, pk, needed=RELIEF_KEEP)  # type: ignore[arg-type]
    form = ReliefNoticeForm(request.POST or None, initial={"since": moment.today(), "until": found.notice_until,
                                                     "objection": found.objection})  # fmt: skip
    return form_page(
        request, form, lambda d: post_notice(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title=f"公示 {found}", back=reverse("approvals:relief", args=[pk]), done="已登记。",
        hint=f"{category_named(found.category).label}公示不少于 {category_named(found.category).notice_days} 天;"
        "公示内容不得写身份证号、住址和疾病。",
    )  # fmt: skip


@gate(RELIEF_KEEP, post=RELIEF_KEEP)
def decide(request: HttpRequest, pk: Any) -> HttpResponse:
    """Grant or refuse."""
    found = access_relief(request.user, pk, needed=RELIEF_KEEP)  # type: ignore[arg-type]
    kind = category_named(found.category)
    amount = monthly_amount(
        kind, income=found.income, members=found.members, makes_up=found.category in relief_rules().makes_up
    )  # fmt: skip
    form = DecideForm(request.POST or None, initial={"on": moment.today(), "monthly": amount})
    return form_page(request, form, lambda d: decide_relief(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
                     title=f"审核确认 {found}", back=reverse("approvals:relief", args=[pk]), done="已决定。",
                     submit="决定")  # fmt: skip


@gate(RELIEF_KEEP, post=RELIEF_KEEP)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """Payment stops."""
    found = access_relief(request.user, pk, needed=RELIEF_KEEP)  # type: ignore[arg-type]
    form = EndForm(request.POST or None, initial={"on": moment.today()})
    return form_page(request, form, lambda d: end_relief(found, by=request.user, **d),  # type: ignore[arg-type]
                     title=f"停发 {found}", back=reverse("approvals:relief", args=[pk]), done="已停发。",
                     submit="停发")  # fmt: skip


@gate(RELIEF_VIEW)
def visit_file(request: HttpRequest, pk: Any, visit: Any) -> HttpResponseBase:
    """The sheet of a visit."""
    found = access_relief(request.user, pk)  # type: ignore[arg-type]
    row = get_object_or_404(found.visits.select_related("file"), pk=visit, file__isnull=False)
    return files.attachment(row.file)  # type: ignore[arg-type]


@gate(RELIEF_VIEW, post=RELIEF_KEEP)
def payment_lists(request: HttpRequest) -> HttpResponse:
    """The lists of payments by month; and making this month's."""
    form = MonthForm(request.POST or None, initial={"month": moment.today()})
    rows = visible(request.user, RELIEF_VIEW, PaymentList.objects.all())
    table = build_table(request, name="发放名单", rows=rows, columns=LIST_COLUMNS, order=("-month",),
                        empty="还没有发放名单", empty_advice="有批准的申请以后,每月生成一次。")  # fmt: skip
    bureau = bureau_of(request.user, RELIEF_KEEP)
    return form_page(
        request, form, lambda d: make_payment_list(organisation=bureau, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title="发放名单", back=reverse("approvals:payment_lists"), done="名单已生成。", submit="生成名单",
        template="approvals/payment_lists.html", table=table,
        after=lambda made: reverse("approvals:payments", args=[made.pk]),
    )  # fmt: skip


@gate(RELIEF_VIEW)
def payments(request: HttpRequest, pk: Any) -> HttpResponse:
    """One month's list, to be exported to the bank."""
    found = access_one(request.user, RELIEF_VIEW, PaymentList.objects.all(), pk=pk)
    rows = found.lines.select_related("relief__village")
    table = build_table(request, name=f"{found} 发放名单", rows=rows, columns=LINE_COLUMNS, order=("id",))
    return table_page(request, "approvals/payments.html", table, made=found)
