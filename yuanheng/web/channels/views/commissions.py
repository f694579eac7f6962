"""Commission contracts and what is paid under them."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import act, form_page

from ..access import FEES, PAY, access_channel, access_record
from ..actions.commissions import agree_commission, end_commission, pay_commission
from ..actions.relations import withdraw
from ..fees import fees_of
from ..forms import EndForm, WithdrawForm
from ..forms_money import CommissionForm, PaymentForm
from .records import back_to, kept


@gate(PAY, post=PAY)
def agree(request: HttpRequest, pk: Any) -> HttpResponse:
    """A contract."""
    found = access_channel(request.user, pk, needed=PAY)
    initial = {"since": moment.today(), "currency": "yuan"}
    form = CommissionForm(request.POST or None, request.FILES or None, initial=initial)

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return agree_commission(found, file=paper, by=request.user, at=moment.now(), **data)

    return form_page(
        request, form, do, title=f"与 {found} 的委托招商合同", back=back_to(pk), done="已登记。",
        hint="合同期内由它引荐的项目达到付费条件后,应付佣金自动算出并写明算法。",
    )  # fmt: skip


@gate(PAY, post=PAY)
def pay(request: HttpRequest, pk: Any) -> HttpResponse:
    """A payment for one project; what is due is shown beside the form."""
    found = access_record(request.user, "commission", pk, needed=PAY)  # type: ignore[arg-type]
    today = moment.today()
    initial = {"paid_on": today, "currency": found.currency, "project": request.GET.get("project", "")}
    form = PaymentForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> Any:
        return pay_commission(found, data.pop("project"), by=request.user, at=moment.now(), **data)

    fees = [row for row in fees_of(found.channel, on=today) if row.commission.pk == found.pk]
    return form_page(
        request, form, do, title=f"合同 {found.number} 付款", back=back_to(found.channel_id), done="已登记付款。",
        template="channels/pay.html", fees=fees, commission=found,
    )  # fmt: skip


@gate(PAY, post=PAY)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """The contract ends early."""
    found = access_record(request.user, "commission", pk, needed=PAY)  # type: ignore[arg-type]
    form = EndForm(request.POST or None, initial={"on": moment.today()})
    return form_page(
        request, form, lambda d: end_commission(found, by=request.user, at=moment.now(), **d),
        title=f"终止合同 {found.number}", back=back_to(found.channel_id), done="已终止。", submit="终止",
    )  # fmt: skip


@gate(post=PAY)
def withdraw_one(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """A contract or a payment was entered wrongly."""
    if kind not in ("commission", "payment"):
        raise Http404("没有这类记录")
    row = access_record(request.user, kind, pk, needed=PAY)  # type: ignore[arg-type]
    channel = row.channel_id if kind == "commission" else row.commission.channel_id

    def do(data: dict[str, Any]) -> Any:
        return withdraw(row, reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, WithdrawForm(request.POST), do, done="已撤回,原记录保留。", back=back_to(channel))


@gate(FEES)
def evidence(request: HttpRequest, kind: str, pk: Any) -> FileResponse | HttpResponse:
    """The contract's paper."""
    if kind != "commission":
        raise Http404("没有这类文件")
    row = access_record(request.user, kind, pk, needed=FEES)  # type: ignore[arg-type]
    return files.attachment(row.file)
