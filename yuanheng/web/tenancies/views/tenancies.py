"""The register: the list, a lease, what each side states, confirmations, settlements, taking back."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import build_table, table_page

from ..access import KEEP, KINDS, PAPERS, SETTLE, SETTLED, VIEW, access_record, access_tenancy
from ..actions.tenancies import BOTH, Parties, Stated, confirm, register_tenancy, settle, state, withdraw
from ..asked import asked_day
from ..bureau import book_of
from ..forms import ConfirmForm, SettleForm, StatementForm, TenancyForm, WithdrawForm
from ..models import Tenancy
from ..pages.lists import columns, filters
from ..pages.tenancy import tenancy_page

EMPTY = "先登记一份租赁,或导入镇街的租赁台账:双方各自申报,一致并确认后计入各企业的在用面积。"


def kept(request: HttpRequest, data: dict[str, Any]) -> Any:
    """The file of a form, stored; None where there is none."""
    given = data.pop("file", None)
    return files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]


def back_to(pk: Any) -> str:
    """The lease's page."""
    return reverse("tenancies:tenancy", args=[pk])


@gate(VIEW)
def tenancy_list(request: HttpRequest) -> HttpResponse:
    """Every lease that stands, with its figures of today or of `?on=`."""
    asked = asked_day(request, today=moment.today())
    book = book_of(on=asked.on, known_on=asked.known_on)
    rows = Tenancy.objects.known(asked.known_on).select_related("owner", "tenant")
    table = build_table(
        request, name="租赁登记", rows=visible(request.user, VIEW, rows), columns=columns(book), order=("-known_at",),
        filters=filters(book), empty="还没有登记租赁", empty_advice=EMPTY,
    )  # fmt: skip
    open_ = sum(lease.state not in ("reconciled", "silent") for lease in book.running)
    return table_page(request, "tenancies/list.html", table, open=open_, asked=asked)


@gate(KEEP, post=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """A lease with what the contract or one side says."""
    form = TenancyForm(request.POST or None, request.FILES or None, initial={"since": moment.today()})

    def do(data: dict[str, Any]) -> Tenancy:
        names = ("owner", "owner_name", "tenant", "tenant_name")
        parties = Parties(**{name: data[name] for name in names})
        at = moment.now()
        paper = kept(request, data)
        made = register_tenancy(parties, address=data["address"], parcel=data["parcel"], by=request.user, at=at)  # type: ignore[arg-type]
        stated = Stated(**form.figures())
        for side in BOTH if data["said_by"] == "both" else (data["said_by"],):
            state(made, side=side, stated=stated, file=paper, by=request.user, at=at)  # type: ignore[arg-type]
        return made

    return form_page(
        request, form, do, title="登记租赁", back=reverse("tenancies:tenancies"), done="已登记。",
        after=lambda made: back_to(made.pk),
    )  # fmt: skip


@gate(VIEW)
def tenancy(request: HttpRequest, pk: Any) -> HttpResponse:
    """One lease on a day."""
    found = access_tenancy(request.user, pk)  # type: ignore[arg-type]
    asked = asked_day(request, today=moment.today())
    page = tenancy_page(found, book_of(on=asked.on, known_on=asked.known_on))
    forms = {"confirm": ConfirmForm(initial={"on": moment.today()}), "withdraw": WithdrawForm()}
    return render(request, "tenancies/tenancy.html", {"page": page, "t": found, "asked": asked, **forms})


@gate(KEEP, post=KEEP)
def say(request: HttpRequest, pk: Any) -> HttpResponse:
    """What one side states: the first time, or a correction with its reason."""
    found = access_tenancy(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    side = request.GET.get("side", "owner")
    form = StatementForm(request.POST or None, request.FILES or None, initial={"side": side, **_last(found, side)})

    def do(data: dict[str, Any]) -> Any:
        return state(
            found, side=data["side"], stated=Stated(**form.figures()), holds_from=data["holds_from"],
            reason=data["reason"], file=kept(request, data), by=request.user, at=moment.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    hint = "更正是另登一条,以前的申报原样保留;更正后要重新确认。"
    return form_page(request, form, do, title=f"{found} 的申报", back=back_to(pk), done="已登记。", hint=hint)


def _last(found: Tenancy, side: str) -> dict[str, Any]:
    """What this side said last, to begin with; else the term the other side gave."""
    from ..standing import newest

    own = newest(found, side)
    if own is not None:
        land = own.land_mu.normalize() if own.land_mu is not None else None
        return {
            "floor_m2": own.floor_m2,
            "land": land,
            "since": own.since,
            "until": own.until,
            "rent_yuan": own.rent_yuan,
        }
    other = newest(found, "tenant" if side == "owner" else "owner")
    return {"since": other.since, "until": other.until} if other is not None else {}


@gate(post=KEEP)
def confirm_statement(request: HttpRequest, pk: Any) -> HttpResponse:
    """A side confirmed its statement; `pk` is the statement."""
    statement = access_record(request.user, PAPERS["statement"], pk, needed=KEEP)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return confirm(statement, file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    form = ConfirmForm(request.POST, request.FILES)
    return act(request, form, do, done="已登记确认。", back=back_to(statement.tenancy_id))


@gate(post=SETTLE)
def settle_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Whose figure stands."""
    found = access_tenancy(request.user, pk, needed=SETTLE)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        paper = kept(request, data)
        return settle(found, file=paper, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    form = SettleForm(request.POST, request.FILES)
    return act(request, form, do, done="已核定;双方申报原样保留,可以撤销。", back=back_to(pk))


@gate(post=KEEP)
def withdraw_one(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """A record was entered wrongly."""
    if kind not in KINDS or kind in SETTLED:
        raise Http404("没有这类记录")
    return _withdrawn(request, kind, pk, needed=KEEP)


@gate(post=SETTLE)
def undo(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """A settlement is undone: the item is open again."""
    if kind not in SETTLED:
        raise Http404("没有这类记录")
    return _withdrawn(request, kind, pk, needed=SETTLE)


def _withdrawn(request: HttpRequest, kind: str, pk: Any, *, needed: str) -> HttpResponse:
    row = access_record(request.user, KINDS[kind], pk, needed=needed)  # type: ignore[arg-type]

    def do(data: dict[str, Any]) -> Any:
        return withdraw(row, reason=data["reason"], by=request.user, at=moment.now())  # type: ignore[arg-type]

    return act(request, WithdrawForm(request.POST), do, done="已撤回,原记录保留。", back=_page_of(kind, row))


def _page_of(kind: str, row: Any) -> str:
    if kind in ("tenancy", "settlement"):
        return back_to(row.pk if kind == "tenancy" else row.tenancy_id)
    if kind == "confirmation":
        return back_to(row.statement.tenancy_id)
    if kind == "holding":
        return reverse("tenancies:firm", args=[row.enterprise_id])
    return reverse("tenancies:account", args=[row.pk if kind == "account" else row.account_id])


@gate(VIEW)
def paper(request: HttpRequest, kind: str, pk: Any) -> FileResponse | HttpResponse:
    """The paper of a record."""
    if kind not in PAPERS:
        raise Http404("没有这类记录")
    row = access_record(request.user, PAPERS[kind], pk, needed=VIEW)  # type: ignore[arg-type]
    if row.file is None:
        raise Http404("这条记录没有文件")
    return files.attachment(row.file)
