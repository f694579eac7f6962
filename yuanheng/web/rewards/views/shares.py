"""The attribution ledger: who shares, who objects, what was settled."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.access import access_one, gate, may, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page
from yuanheng.web.cases.models import RUNNING
from yuanheng.web.cases.rights import rights_of
from yuanheng.web.cases.states import state_of
from yuanheng.web.projects.access import access_project
from yuanheng.web.projects.models import Project
from yuanheng.web.projects.pages.lists import stage_label

from ..access import RAISE, RECORD, SETTLE, SHARES, access_set, staff_of
from ..actions.sharing import raise_dispute, set_shares, settle_dispute
from ..errors import RewardsError
from ..forms import DisputeForm, SharesForm
from ..models import Dispute, ShareSet
from ..pages.shares import shares_page

PAID_STAGES = ("signed", "registered", "started")


@gate(SHARES)
def share_list(request: HttpRequest) -> HttpResponse:
    """Projects with shares within reach; for who runs the ledger also signed ones that have none yet."""
    sets = visible(request.user, SHARES, ShareSet.objects.all())
    here = sets.filter(project=OuterRef("pk"))
    newest = here.order_by("-holds_from", "-known_at")
    running = Dispute.objects.filter(project=OuterRef("pk"), case__status__in=RUNNING)
    rows = Project.objects.annotate(
        has=Exists(here), since=Subquery(newest.values("holds_from")[:1]), disputed=Exists(running)
    )
    wanted = Q(has=True)
    if may(request.user, RECORD):
        wanted |= Q(stages__stage__in=PAID_STAGES, stages__withdrawn_at__isnull=True)
    table = build_table(
        request, name="贡献份额", rows=rows.filter(wanted).distinct(), order=("-stage_on",),
        columns=(
            Column("name", "项目", sort="name_pinyin", link=lambda p: reverse("rewards:project_shares", args=[p.pk])),
            Column("stage", "阶段", value=lambda p: stage_label(p.stage), minor=True),
            Column("stage_on", "阶段日期", kind="date", sort="stage_on", minor=True),
            Column("since", "份额自", kind="date", sort="since"),
            Column("state", "情况", kind="badge", value=_state, tone=_tone),
        ),
        filters=(
            TextFilter("q", "项目", apply=lambda r, t: r.filter(name__icontains=t)),
            ChoiceFilter("state", "情况", choices=[("none", "没有份额"), ("disputed", "有争议")], apply=_by_state),
        ),
        empty="没有您有份额的项目", empty_advice="份额由经办人按确认单登记;认为有误可以在项目页提出异议。",
    )  # fmt: skip
    return table_page(request, "rewards/share_list.html", table)


def _state(row: Any) -> str:
    return "争议办理中" if row.disputed else ("" if row.has else "没有份额")


def _tone(row: Any) -> str:
    return "red" if row.disputed else "orange"


def _by_state(rows: Any, value: str) -> Any:
    return rows.filter(disputed=True) if value == "disputed" else rows.filter(has=False)


@gate(SHARES)
def project_shares(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every set of a project; only for those who share in it, or run the ledger or decide."""
    page = shares_page(request.user, _project(request, pk))
    return render(request, "rewards/project_shares.html", {"page": page})


def _project(request: HttpRequest, pk: Any) -> Project:
    if may(request.user, RECORD):
        return access_project(request.user, pk, needed=RECORD)
    if not visible(request.user, SHARES, ShareSet.objects.filter(project=pk)).exists():
        raise Http404("没有这条记录,或不在您的管理范围内")
    return Project.objects.get(pk=pk)


@gate(RECORD, post=RECORD)
def new_set(request: HttpRequest, pk: Any) -> HttpResponse:
    """A new set beside the old."""
    found = access_project(request.user, pk, needed=RECORD)
    before = found.share_sets.order_by("-holds_from", "-known_at").first()
    form = SharesForm(
        request.POST or None, request.FILES or None, before=before, initial={"holds_from": found.stage_on}
    )

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file")
        kept = files.store(given, name=given.name, by=request.user)
        return set_shares(found, **data, file=kept, by=request.user, at=moment.now())

    return form_page(
        request, form, do, title=f"{found.name} 的贡献份额", submit="登记", template="rewards/shares_form.html",
        back=reverse("rewards:project_shares", args=[pk]), done="已登记新的份额,原来的份额保留。",
    )  # fmt: skip


@gate(RAISE, post=RAISE)
def dispute(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody objects: for oneself, or, for who runs the ledger, in another's name."""
    found = access_project(request.user, pk, needed=RAISE)
    others = may(request.user, RECORD)
    form = DisputeForm(
        request.POST or None, request.FILES or None, for_others=others, initial={"arbiter": found.leader}
    )

    def do(data: dict[str, Any]) -> Any:
        given = data.pop("file")
        kept = files.store(given, name=given.name, by=request.user) if given else None
        claimant = data.pop("claimant", None) or staff_of(request.user).first()
        if claimant is None:
            raise RewardsError(
                where=found.name,
                found="您的登录名不在人员名册中",
                expected="招商服务公司的人员",
                advice="请经办人把登录名登记到名册",
            )
        return raise_dispute(found, claimant=claimant, **data, file=kept, by=request.user, at=moment.now())

    return form_page(
        request, form, do, title=f"对“{found.name}”的份额提出异议", submit="提出异议",
        back=reverse("projects:project", args=[pk]),
        done="已提出,作为办件办理。", after=lambda made: reverse("cases:case", args=[made.case_id]),
    )  # fmt: skip


@gate(SETTLE, post=SETTLE)
def settle(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was decided becomes the new set."""
    rows = Dispute.objects.select_related("project", "disputed", "case", "claimant")
    found: Dispute = access_one(request.user, SETTLE, rows, pk=pk)
    before = found.disputed
    initial = {"holds_from": before.holds_from if before else found.project.stage_on}
    form = SharesForm(request.POST or None, before=before, evidence=False, initial=initial)

    def do(data: dict[str, Any]) -> Any:
        rights = rights_of(request.user, found.case, state_of(found.case), on=moment.today())
        if not rights.may("step_done", "settle"):
            raise RewardsError(
                where=found.case.number, found=f"当前步骤:{found.case.next_label or '已办结'}",
                expected="裁定以后,由承办部门登记", advice="在办件中办结前面的步骤",
            )  # fmt: skip
        return settle_dispute(found, **data, by=request.user, at=moment.now())

    return form_page(
        request, form, do, title=f"登记“{found.project.name}”争议裁定的份额", submit="登记并办结争议",
        template="rewards/shares_form.html", back=reverse("rewards:project_shares", args=[found.project_id]),
        done="已登记裁定的份额;已发放的月份请重算,差异逐行说明。", dispute=found,
    )  # fmt: skip


@gate(SHARES)
def set_file(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The evidence of a set."""
    found = access_set(request.user, pk)
    if found.file is None:
        raise Http404("没有证据文件")
    return files.attachment(found.file)
