"""Pay: one's own slips, and the month's runs for those who compute, approve and pay them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from yuanheng.engines.pay import describe_pay
from yuanheng.web.base import moment
from yuanheng.web.base.access import access_one, gate, may
from yuanheng.web.base.acting import act
from yuanheng.web.base.export import exported

from ..access import APPROVE, PAY, RUNS, SCHEME, SLIP, access_run, access_slip, access_staff, staff_of
from ..actions.paying import add_deduction, approve_run, compute_run, note_reading, pay_run, withdraw_deduction
from ..forms import ComputeForm, DeductionForm
from ..models import PayDeduction, PayRun
from ..pages.pay import own_issued, runs_page, slip_page
from ..pages.people import staff_page
from ..schemes import schemes

HEADINGS = (
    "工号",
    "姓名",
    "岗位",
    "办公地点",
    "基本工资(元)",
    "绩效工资(元)",
    "扣减(元)",
    "应发(元)",
    "与上次相差(元)",
)
LINE_HEADINGS = ("工号", "姓名", "项目", "金额(元)", "怎样算出")


@gate(SLIP)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own pay, contract and goals."""
    person = staff_of(request.user).first()
    today = moment.today()
    context = {
        "staff": person,
        "slips": own_issued(request.user)[:36],
        "page": staff_page(person, private=True, on=today) if person else None,
    }
    return render(request, "rewards/mine.html", context)


@gate(SLIP)
def slip(request: HttpRequest, pk: Any) -> HttpResponse:
    """How one figure arises; a look at another's is written down."""
    found = access_slip(request.user, pk)
    own = found.staff.user_id == request.user.pk
    if not own:
        note_reading(request.user, found.run, slip=found)
    return render(request, "rewards/slip.html", {"page": slip_page(found), "own": own})


@gate(RUNS)
def runs(request: HttpRequest) -> HttpResponse:
    """All runs with their sums; who computes also sees which months to compute again."""
    context = {"page": runs_page(), "form": ComputeForm(initial={"month": moment.today().replace(day=1)})}
    return render(request, "rewards/runs.html", context)


@gate(post=PAY)
def compute(request: HttpRequest) -> HttpResponse:
    """Compute a month, or compute it again."""
    return act(
        request, ComputeForm(request.POST), lambda d: compute_run(by=request.user, at=moment.now(), **d),
        done="已计算,请核对草稿后报批。", back=reverse("rewards:runs"),
    )  # fmt: skip


@gate(RUNS)
def run(request: HttpRequest, pk: Any) -> HttpResponse:
    """One run: sums for who approves; every slip only for who runs the pay, and that look is written down."""
    found = access_run(request.user, pk)
    details = may(request.user, PAY)
    slips = found.slips.select_related("staff").order_by("staff__number") if details else None
    if details:
        note_reading(request.user, found, code="rewards.run.read")
    newest = not PayRun.objects.filter(month=found.month, serial__gt=found.serial).exists()
    return render(request, "rewards/run.html", {"run": found, "slips": slips, "newest": newest})


@gate(post=APPROVE)
def approve(request: HttpRequest, pk: Any) -> HttpResponse:
    """The leader approves the sums."""
    found = access_run(request.user, pk, needed=APPROVE)
    back = reverse("rewards:run", args=[pk])
    return act(
        request, None, lambda d: approve_run(found, by=request.user, at=moment.now()), done="已批准。", back=back
    )


@gate(post=PAY)
def paid(request: HttpRequest, pk: Any) -> HttpResponse:
    """It was paid."""
    found = access_run(request.user, pk, needed=PAY)
    back = reverse("rewards:run", args=[pk])
    return act(
        request,
        None,
        lambda d: pay_run(found, by=request.user, at=moment.now()),
        done="已登记发放,各人已收到通知。",
        back=back,
    )


@gate(PAY)
def export(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The whole run as a workbook, sums or lines; written down."""
    found = access_run(request.user, pk, needed=PAY)
    note_reading(request.user, found, code="rewards.run.exported")
    lines = request.GET.get("what") == "lines"
    name = f"{found.month:%Y-%m} 工资第{found.serial}次{'明细' if lines else ''}"
    rows = _lines(found) if lines else _sums(found)
    return exported("xlsx", name=name, headings=LINE_HEADINGS if lines else HEADINGS, lines=rows)


def _sums(found: PayRun) -> Iterator[list[Any]]:
    for row in found.slips.select_related("staff").order_by("staff__number"):
        who = row.staff
        yield [
            who.number,
            who.name,
            who.post,
            who.office,
            row.base,
            row.performance,
            row.deducted,
            row.total,
            row.difference,
        ]


def _lines(found: PayRun) -> Iterator[list[Any]]:
    for row in found.slips.select_related("staff").order_by("staff__number"):
        for line in row.lines:
            yield [row.staff.number, row.staff.name, line["label"], Decimal(line["amount"]), line["sentence"]]


@gate(post=PAY)
def deduct(request: HttpRequest, pk: Any) -> HttpResponse:
    """A deduction."""
    found = access_staff(request.user, pk, needed=PAY)
    return act(
        request, DeductionForm(request.POST), lambda d: add_deduction(found, by=request.user, at=moment.now(), **d),
        done="已登记,计算该月时扣。", back=reverse("rewards:staff", args=[pk]),
    )  # fmt: skip


@gate(post=PAY)
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """A deduction entered wrongly."""
    found: PayDeduction = access_one(request.user, PAY, PayDeduction.objects.select_related("staff"), pk=pk)
    back = reverse("rewards:staff", args=[found.staff_id])
    return act(
        request, None, lambda d: withdraw_deduction(found, by=request.user, at=moment.now()), done="已撤回。", back=back
    )


@gate(SCHEME)
def scheme(request: HttpRequest) -> HttpResponse:
    """The schemes in sentences, with their sources."""
    rows = [{"scheme": s, "sentences": describe_pay(s)} for s in schemes()]
    return render(request, "rewards/scheme.html", {"rows": rows})
