"""What is recorded of a work: money, planned dates, reports, pictures, its place, papers of a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.acting import form_page

from ..access import KEEP, MONEY, VIEW, access_money, access_paper, access_picture, access_work
from ..actions.money import pay, state_money
from ..actions.places import geometry_of_file, geometry_of_text, set_place
from ..actions.planning import add_paper
from ..actions.progressing import add_picture, plan_step, report
from ..forms import MoneyForm, PaperForm, PayForm, PictureForm, PlaceForm, ReportForm, StepForm


def back_to(pk: Any) -> str:
    """The work's page."""
    return reverse("works:work", args=[pk])


def kept(request: HttpRequest, data: dict[str, Any]) -> Any:
    """The file of a form, stored; None where there is none."""
    given = data.pop("file", None)
    return files.store(given, name=given.name, by=request.user) if given else None  # type: ignore[arg-type]


@gate(MONEY, post=MONEY)
def money(request: HttpRequest, pk: Any) -> HttpResponse:
    """The budget or the contract."""
    found = access_work(request.user, pk, needed=MONEY)  # type: ignore[arg-type]
    start = {"on": moment.today(), "kind": request.GET.get("kind", "budget")}
    form = MoneyForm(request.POST or None, request.FILES or None, initial=start)

    def do(data: dict[str, Any]) -> Any:
        scan = kept(request, data)
        amount = Decimal(data.pop("wan")) * 10_000
        return state_money(found, amount=amount, file=scan, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(
        request, form, do, title=f"{found} 预算、合同价", back=back_to(pk), done="已登记,原来的金额保留。",
        hint="金额只增不改:变更登记新的金额和原因,以最新一次为准。",
    )  # fmt: skip


@gate(MONEY, post=MONEY)
def payment(request: HttpRequest, pk: Any) -> HttpResponse:
    """A payment."""
    found = access_work(request.user, pk, needed=MONEY)  # type: ignore[arg-type]
    form = PayForm(request.POST or None, request.FILES or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        scan = kept(request, data)
        return pay(found, file=scan, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"{found} 付款", back=back_to(pk), done="付款已登记。")


@gate(KEEP, post=KEEP)
def plan_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """When a step is to be done."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = StepForm(request.POST or None, work=found)

    def do(data: dict[str, Any]) -> Any:
        return plan_step(found, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"{found} 节点计划", back=back_to(pk), done="节点计划已登记,原计划保留。")


@gate(KEEP, post=KEEP)
def report_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """How far it is."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = ReportForm(request.POST or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        return report(found, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"{found} 进展", back=back_to(pk), done="进展已登记,进度已重算。")


@gate(KEEP, post=KEEP)
def picture(request: HttpRequest, pk: Any) -> HttpResponse:
    """A picture of the site, with place and time."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = PictureForm(request.POST or None, request.FILES or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        known = data["latitude"] is not None and data["longitude"] is not None
        place = (data["latitude"], data["longitude"]) if known else None
        return add_picture(
            found, given=data["file"], on=data["on"], place=place, caption=data["caption"], by=request.user,  # type: ignore[arg-type]
            at=moment.now(),
        )  # fmt: skip

    return form_page(
        request, form, do, title=f"{found} 照片", back=back_to(pk), done="照片已保存。", submit="上传照片",
        template="works/picture.html",
    )  # fmt: skip


@gate(VIEW)
def picture_file(request: HttpRequest, pk: Any) -> HttpResponse:
    """A picture as it is shown: drawn anew when it came, so it holds nothing but pixels."""
    found = access_picture(request.user, pk)  # type: ignore[arg-type]
    response = HttpResponse(files.path_of(found.file).read_bytes(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400"
    return response


@gate(KEEP, post=KEEP)
def place(request: HttpRequest, pk: Any) -> HttpResponse:
    """Where it lies."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = PlaceForm(request.POST or None, request.FILES or None, initial={"shape": "line"})

    def do(data: dict[str, Any]) -> Any:
        given = data["file"]
        if given:
            geometry = geometry_of_file(given, system=data["system"], where=found.name)
        else:
            geometry = geometry_of_text(data["points"], kind=data["shape"], where=found.name)
        source = given.name if given else "填写坐标"
        return set_place(found, geometry, source=source, by=request.user, at=moment.now())  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"{found} 位置", back=back_to(pk), done="位置已登记,地图上可以看到。")


@gate(KEEP, post=KEEP)
def paper(request: HttpRequest, pk: Any) -> HttpResponse:
    """A version, review or approval of a planning document."""
    found = access_work(request.user, pk, needed=KEEP)  # type: ignore[arg-type]
    form = PaperForm(request.POST or None, request.FILES or None, initial={"on": moment.today()})

    def do(data: dict[str, Any]) -> Any:
        scan = kept(request, data)
        return add_paper(found, file=scan, by=request.user, at=moment.now(), **data)  # type: ignore[arg-type]

    return form_page(request, form, do, title=f"{found} 文本、评审、批复", back=back_to(pk), done="已登记。")


@gate(VIEW)
def paper_file(request: HttpRequest, pk: Any) -> FileResponse:
    """The file of a planning paper."""
    return _attached(access_paper(request.user, pk).file)  # type: ignore[arg-type]


@gate(VIEW)
def money_file(request: HttpRequest, pk: Any) -> FileResponse:
    """The scan of an amount."""
    return _attached(access_money(request.user, pk).file)  # type: ignore[arg-type]


def _attached(stored: Any) -> FileResponse:
    if stored is None:
        raise Http404("没有文件")
    return files.attachment(stored)
