"""Leases: the list, one of them, entering, correcting, renewing, ending, withdrawing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import LEASES, PAPER, RENT, VIEW, access_lease, access_unit
from ..actions.leases import Said, correct_lease, end_lease, enter_lease, renew_lease, withdraw_lease
from ..actions.tenants import tenant_named
from ..forms import ReasonForm
from ..forms_leases import CorrectForm, EndForm, LeaseForm
from ..models import Carrier, Lease, Tenant
from ..pages.carriers import lease_page
from ..rules import kind_choices, kind_label, lease_rules
from ..terms import say_free, say_steps
from .units import kept

STATES = [("running", "在租"), ("ended", "已到期"), ("coming", "未起租"), ("early", "提前终止")]


def _state(lease: Lease, today: date) -> tuple[str, str]:
    if lease.starts_on > today:
        return "未起租", "blue"
    if lease.last < today:
        return ("提前终止", "secondary") if lease.ended_on else ("已到期", "secondary")
    left = (lease.last - today).days
    near = next((d for d in sorted(lease_rules().remind_days) if left <= d), None)
    if near is None:
        return "在租", "green"
    tone = "red" if near == min(lease_rules().remind_days) else "orange"
    return f"{left} 天后到期" if left else "今天到期", tone


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("tenant", "承租单位", sort="tenant__name_pinyin", link=lambda x: reverse("carriers:lease", args=[x.pk])),
        Column("unit", "单元", sort="unit__building__name", value=lambda x: str(x.unit)),
        Column("kind", "业态", sort="kind", value=lambda x: kind_label(x.kind), minor=True),
        Column("starts_on", "起租日", kind="date", sort="starts_on", minor=True),
        Column("last_on", "到期日", kind="date", sort="last_on"),
        Column("rent", "租金", kind="number", places=2, sort="rent", group=RENT, minor=True),
        Column("basis", "单位", value=lambda x: x.get_basis_display(), group=RENT, minor=True),
        Column("deposit_yuan", "押金(元)", kind="number", places=2, group=RENT, minor=True),
        Column("state", "状态", kind="badge", value=lambda x: _state(x, today)[0], tone=lambda x: _state(x, today)[1]),
    )


def _in_state(today: date) -> Any:
    def apply(rows: Any, value: str) -> Any:
        return {
            "running": lambda: rows.filter(starts_on__lte=today, last_on__gte=today),
            "ended": lambda: rows.filter(last_on__lt=today, ended_on__isnull=True),
            "coming": lambda: rows.filter(starts_on__gt=today),
            "early": lambda: rows.filter(ended_on__isnull=False),
        }[value]()

    return apply


def _ending(today: date) -> Any:
    def apply(rows: Any, value: str) -> Any:
        return rows.filter(starts_on__lte=today, last_on__range=(today, today + timedelta(days=int(value))))

    return apply


@gate(VIEW)
def lease_list(request: HttpRequest) -> HttpResponse:
    """All leases within reach, those that end soonest first."""
    today = moment.today()
    rows = Lease.objects.known(None).with_last().select_related("tenant", "unit__building__carrier", "unit__floor")
    carriers = visible(request.user, VIEW, Carrier.objects.all())
    days = sorted(lease_rules().remind_days)
    table = build_table(
        request, name="租约", rows=visible(request.user, VIEW, rows), columns=_columns(today), order=("last_on",),
        filters=(
            TextFilter("q", "承租单位、房号、合同", apply=_matching),
            ChoiceFilter("carrier", "载体", choices=[(str(c.pk), c.name) for c in carriers],
                         apply=lambda r, v: r.filter(unit__building__carrier=v)),
            ChoiceFilter("kind", "业态", choices=[*kind_choices(), ("none", "未分类")],
                         apply=lambda r, v: r.filter(kind="" if v == "none" else v)),
            ChoiceFilter("state", "状态", choices=STATES, apply=_in_state(today)),
            ChoiceFilter("soon", "到期", choices=[(str(d), f"{d} 天内到期") for d in days], apply=_ending(today)),
        ),
        empty="还没有租约", empty_advice="在载体页导入运营方现有的房源和租约清单,或在单元页逐份登记。",
    )  # fmt: skip
    return table_page(request, "carriers/leases.html", table)


def _matching(rows: Any, text: str) -> Any:
    tenants = Tenant.objects.matching(text).values("pk")
    return rows.filter(Q(tenant__in=tenants) | Q(unit__number__icontains=text) | Q(number__icontains=text))


@gate(VIEW)
def lease(request: HttpRequest, pk: Any) -> HttpResponse:
    """One lease."""
    found = access_lease(request.user, pk)  # type: ignore[arg-type]
    page = lease_page(request.user, found, on=moment.today())  # type: ignore[arg-type]
    state, tone = _state(found, moment.today())
    context = {
        "page": page, "kind": kind_label(found.kind), "steps": say_steps(found), "free": say_free(found), "state": state,
        "tone": tone, "rule": lease_rules(), "form": ReasonForm(),
    }  # fmt: skip
    return render(request, "carriers/lease.html", context)


def said_of(data: dict[str, Any]) -> Said:
    """The form's lease; its tenant made where it is new."""
    return Said(
        tenant=tenant_named(data["tenant"], at=moment.now()), starts=data["starts"], ends=data["ends"],
        number=data["number"], kind=data["kind"], area=data["area"], rent=data["rent"], basis=data["basis"],
        deposit=data["deposit"], steps=data["step"], free=data["free"], note=data["note"],
    )  # fmt: skip


@gate(LEASES, post=LEASES)
def new(request: HttpRequest, pk: Any) -> HttpResponse:
    """Let a unit."""
    found = access_unit(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    form = LeaseForm(request.POST or None, request.FILES or None, initial={"starts": moment.today()})

    def do(data: dict[str, Any]) -> Lease:
        paper = kept(request, data)
        return enter_lease(found, said_of(data), file=paper, by=request.user, at=moment.now())  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"{found} 登记租约", back=reverse("carriers:unit", args=[pk]), done="已登记租约。",
        after=lambda made: reverse("carriers:lease", args=[made.pk]),
    )  # fmt: skip


def _initial(lease: Lease) -> dict[str, Any]:
    free = ";".join(f"{f['from']}至{f['until']}" for f in lease.free)
    step = ";".join(f"{s['from']}起 {s['value']}{'%' if s['kind'] == 'percent' else ''}" for s in lease.steps)
    return {
        "tenant": lease.tenant.name, "kind": lease.kind, "number": lease.number, "starts": lease.starts_on,
        "ends": lease.ends_on, "area": lease.area_m2, "rent": lease.rent, "basis": lease.basis,
        "deposit": lease.deposit_yuan, "free": free, "step": step, "note": lease.note,
    }  # fmt: skip


@gate(LEASES, post=LEASES)
def correct(request: HttpRequest, pk: Any) -> HttpResponse:
    """It was entered wrongly."""
    found = access_lease(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    form = CorrectForm(request.POST or None, request.FILES or None, initial=_initial(found))

    def do(data: dict[str, Any]) -> Lease:
        paper, reason = kept(request, data), data.pop("reason")
        return correct_lease(found, said_of(data), reason=reason, file=paper, by=request.user, at=moment.now())  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"更正 {found}", back=reverse("carriers:lease", args=[pk]), done="已更正,原来的一份保留。",
        after=lambda made: reverse("carriers:lease", args=[made.pk]),
        hint="更正登记错的内容:原来的一份标为撤回并保留。双方改了条件的,先终止,再登记新租约。",
    )  # fmt: skip


@gate(LEASES, post=LEASES)
def renew(request: HttpRequest, pk: Any) -> HttpResponse:
    """The tenant goes on."""
    found = access_lease(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    starts = found.last + timedelta(days=1)
    again = {"starts": starts, "ends": starts + (found.ends_on - found.starts_on), "free": "", "step": "", "number": ""}
    form = LeaseForm(request.POST or None, request.FILES or None, initial=_initial(found) | again)

    def do(data: dict[str, Any]) -> Lease:
        paper = kept(request, data)
        return renew_lease(found, said_of(data), file=paper, by=request.user, at=moment.now())  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"续租 {found}", back=reverse("carriers:lease", args=[pk]), done="已登记续租。",
        after=lambda made: reverse("carriers:lease", args=[made.pk]),
    )  # fmt: skip


@gate(LEASES, post=LEASES)
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """It ends early."""
    found = access_lease(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    form = EndForm(request.POST or None, initial={"last": moment.today()})
    return form_page(
        request, form, lambda d: end_lease(found, by=request.user, at=moment.now(), **d), title=f"提前终止 {found}",  # type: ignore[arg-type]
        back=reverse("carriers:lease", args=[pk]), done="已登记提前终止。", submit="终止",
    )  # fmt: skip


@gate(post=LEASES)
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """There is no such lease."""
    found = access_lease(request.user, pk, needed=LEASES)  # type: ignore[arg-type]
    return act(
        request, ReasonForm(request.POST), lambda d: withdraw_lease(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已撤回,原记录保留。", back=reverse("carriers:lease", args=[pk]),
    )  # fmt: skip


@gate(PAPER)
def paper(request: HttpRequest, pk: Any) -> FileResponse | HttpResponse:
    """The contract, with its rent in it."""
    found = access_lease(request.user, pk, needed=PAPER)  # type: ignore[arg-type]
    if found.file is None:
        raise Http404("没有合同文件")
    return files.attachment(found.file)
