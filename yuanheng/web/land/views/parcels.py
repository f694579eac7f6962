"""The list of parcels, one parcel, its head facts and its records."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate, visible
from yuanheng.web.base.acting import act, form_page
from yuanheng.web.base.models import StoredFile
from yuanheng.web.base.panels import panels_for
from yuanheng.web.base.tables import build_table, table_page

from ..access import EDIT, VIEW, access_parcel
from ..actions.parcels import change_parcel, create_parcel
from ..actions.records import record_certificate, record_fact, record_holding, record_supply, void_record
from ..forms import RECORD_FORMS, ParcelForm, RecordForm
from ..models import Parcel
from ..pages.lists import COLUMNS, Days, filters, with_state_as
from ..pages.parcel import RECORDS, parcel_page

HEAD = ("name", "place", "town", "park", "use", "industry_code", "cluster", "holder_text")


@gate(VIEW)
def parcels(request: HttpRequest) -> HttpResponse:
    """All standing parcels with their state as of a day."""
    days = Days.asked(request.GET, moment.today())
    rows = with_state_as(visible(request.user, VIEW, Parcel.objects.standing().select_related("holder")), days)
    table = build_table(
        request, name="宗地", rows=rows, columns=COLUMNS, filters=filters(), order=("number",), empty="还没有宗地",
        empty_advice="先导入宗地图层(GeoJSON、Shapefile、GeoPackage、DXF 或坐标表),再导入土地台账。",
    )  # fmt: skip
    return table_page(request, "land/list.html", table, days=days, today=moment.today())


@gate(VIEW)
def parcel(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything known of a parcel."""
    from django.shortcuts import render

    found = access_parcel(request.user, pk)
    days = Days.asked(request.GET, moment.today())
    page = parcel_page(found, user=request.user, days=days)
    context = {
        "page": page,
        "panels": panels_for(request, "land.parcel", found),
        "today": moment.today(),
        "records": RECORD_FORMS,
    }
    return render(request, "land/parcel.html", context | {"records": RECORD_FORMS})


@gate(EDIT, post=EDIT)
def new_parcel(request: HttpRequest) -> HttpResponse:
    """Enter a parcel by hand; its boundary comes with a layer."""
    form = ParcelForm(request.POST or None)

    def do(data: dict[str, Any]) -> Parcel:
        data.pop("version")
        return create_parcel(by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title="登记宗地", back=reverse("land:parcels"), done="已登记。",
        after=lambda made: reverse("land:parcel", args=[made.pk]),
        hint="界线随图层导入;这里只登记编号和基本情况。",
    )  # fmt: skip


@gate(EDIT, post=EDIT)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Change head facts."""
    found = access_parcel(request.user, pk, needed=EDIT)
    first = {name: getattr(found, name) for name in (*HEAD, "number", "version")}
    first["holder"] = found.holder.name if found.holder else ""
    form = ParcelForm(request.POST or None, initial=first)
    form.fields["number"].disabled = True

    def do(data: dict[str, Any]) -> Parcel:
        data.pop("number")
        return change_parcel(found, by=request.user, version=data.pop("version") or 0, **data)  # type: ignore[arg-type]

    back = reverse("land:parcel", args=[pk])
    return form_page(request, form, do, title=f"修改 {found.number}", back=back, done="已保存。")


@gate(EDIT, post=EDIT)
def new_record(request: HttpRequest, pk: Any, what: str) -> HttpResponse:
    """A supply, a fact, a certificate, a holding; with `?replaces=` a correction of one."""
    if what not in RECORD_FORMS:
        raise Http404("没有这种记录")
    found = access_parcel(request.user, pk, needed=EDIT)
    title, form_class = RECORD_FORMS[what]
    old = _replaced(found, what, request.GET.get("replaces", ""))
    form = form_class(request.POST or None, request.FILES or None, initial=_initial(old, form_class))

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file", None)
        data["file"] = files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]
        keep = {
            "supply": record_supply,
            "fact": record_fact,
            "certificate": record_certificate,
            "holding": record_holding,
        }
        return keep[what](found, by=request.user, at=moment.now(), replaces=old, **data)  # type: ignore[operator]

    back = reverse("land:parcel", args=[pk])
    return form_page(
        request, form, do, title=f"{'更正' if old else title}:{found.number}", back=back, done="已登记,状态已重新判断。",
        hint=f"更正“{old}”:原记录保留,不再参与判断。" if old else "",
    )  # fmt: skip


def _replaced(parcel: Parcel, what: str, pk: str) -> Any:
    if not pk:
        return None
    found = _records(parcel, what).filter(pk=pk).first() if len(pk) == 36 else None
    if found is None:
        raise Http404("没有这条记录")
    return found


def _records(parcel: Parcel, what: str) -> Any:
    if what not in RECORDS:
        raise Http404("没有这种记录")
    return RECORDS[what]._default_manager.filter(parcel=parcel)


def _initial(old: Any, form_class: type[RecordForm]) -> dict[str, Any]:
    if old is None:
        return {"on": moment.today()}
    values = {name: getattr(old, name) for name in form_class.base_fields if hasattr(old, name) and name != "file"}
    values["on"] = old.holds_from
    for name in form_class.money:
        if values.get(name) is not None:
            values[name] = (values[name] / 10_000).normalize()
    for name in ("holder", "enterprise"):
        if values.get(name) is not None:
            values[name] = values[name].name
    return values


@gate(post=EDIT)
def void(request: HttpRequest, pk: Any, what: str, record: Any) -> HttpResponse:
    """A record was never true."""
    found = access_parcel(request.user, pk, needed=EDIT)
    row = _records(found, what).filter(pk=record).first()
    if row is None:
        raise Http404("没有这条记录")
    reason = request.POST.get("reason", "")[:200]
    return act(
        request, None, lambda d: void_record(row, reason=reason, by=request.user, at=moment.now()),  # type: ignore[arg-type]
        done="已作废,状态已重新判断。", back=reverse("land:parcel", args=[pk]),
    )  # fmt: skip


@gate(VIEW)
def scan(request: HttpRequest, pk: Any, what: str, record: Any) -> HttpResponseBase:
    """The paper of a record."""
    row = _records(access_parcel(request.user, pk), what).filter(pk=record, file__isnull=False).first()
    if row is None:
        raise Http404("没有扫描件")
    stored: StoredFile = row.file
    return files.attachment(stored)
