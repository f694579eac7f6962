"""The register of staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate, may, visible
from yuanheng.web.base.acting import form_page
from yuanheng.web.base.history import changes_of
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

from ..access import MANAGE, PAY, STAFF, access_staff
from ..actions.contracts import leave
from ..actions.people import add_staff, change_staff
from ..forms import POSTS, DeductionForm, GoalForm, LeaveForm, NewStaffForm, ReviewForm, StaffForm
from ..models import EmploymentContract, Staff
from ..pages.people import staff_page
from ..schemes import office_names

LABELS = {"name": "姓名", "post": "岗位", "office": "办公地点", "left_on": "最后工作日", "left_reason": "离开原因"}


def _state(person: Staff, today: Any) -> str:
    return "离职" if person.left_on and person.left_on < today else "在职"


@gate(STAFF)
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everybody, no figures of pay."""
    today = moment.today()
    newest = EmploymentContract.objects.filter(staff=OuterRef("pk"), ended_on__isnull=True).order_by("-until")
    rows = visible(request.user, STAFF, Staff.objects.annotate(contract_until=Subquery(newest.values("until")[:1])))
    if request.GET.get("ending"):
        rows = rows.filter(left_on__isnull=True, contract_until__range=(today, today + timedelta(days=30)))
    gone = Q(left_on__isnull=False, left_on__lt=today)
    table = build_table(
        request, name="招商人员", rows=rows, order=("number",),
        columns=(
            Column("number", "工号", sort="number", minor=True),
            Column("name", "姓名", sort="name", link=lambda s: reverse("rewards:staff", args=[s.pk])),
            Column("post", "岗位", sort="post"),
            Column("office", "办公地点", sort="office"),
            Column("entered_on", "入职", kind="date", sort="entered_on", minor=True),
            Column("contract_until", "合同至", kind="date", sort="contract_until", minor=True),
            Column("state", "状态", kind="badge", value=lambda s: _state(s, today),
                   tone=lambda s: "secondary" if _state(s, today) == "离职" else "green"),
        ),
        filters=(
            TextFilter("q", "姓名、工号", apply=lambda r, t: r.filter(Q(name__icontains=t) | Q(number__icontains=t))),
            ChoiceFilter("post", "岗位", choices=[(p, p) for p in POSTS], apply=lambda r, v: r.filter(post=v)),
            ChoiceFilter("office", "办公地点", choices=[(o, o) for o in office_names()], apply=lambda r, v: r.filter(office=v)),
            ChoiceFilter("state", "状态", choices=[("in", "在职"), ("out", "离职")],
                         apply=lambda r, v: r.filter(gone) if v == "out" else r.exclude(gone)),
        ),
        empty="还没有招商人员", empty_advice="公开选聘后聘任的人自动进入名册,也可以直接登记。",
    )  # fmt: skip
    return table_page(request, "rewards/staff_list.html", table)


@gate(STAFF)
def staff(request: HttpRequest, pk: Any) -> HttpResponse:
    """One person; goals, reviews and money only for that person and for who runs the pay."""
    found = access_staff(request.user, pk)
    today = moment.today()
    private = may(request.user, PAY) or found.user_id == request.user.pk
    context = {
        "page": staff_page(found, private=private, on=today),
        "goal_form": GoalForm(initial={"year": today.year}, auto_id=False),
        "review_form": ReviewForm(initial={"year": today.year, "on": today}, auto_id=False),
        "deduction_form": DeductionForm(initial={"on": today}),
        "changes": changes_of(found, LABELS),
        "today": today,
    }
    return render(request, "rewards/staff.html", context)


@gate(MANAGE, post=MANAGE)
def new_staff(request: HttpRequest) -> HttpResponse:
    """Somebody enters without an open selection."""
    return form_page(
        request, NewStaffForm(request.POST or None, initial={"entered_on": moment.today()}),
        lambda d: add_staff(**d, by=request.user, at=moment.now()), title="登记招商人员", back=reverse("rewards:staff_list"),
        done="已登记。", after=lambda made: reverse("rewards:staff", args=[made.pk]),
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """Post, office, login."""
    found = access_staff(request.user, pk, needed=MANAGE)
    initial = {name: getattr(found, name) for name in ("name", "post", "office", "user")}
    return form_page(
        request, StaffForm(request.POST or None, initial=initial), lambda d: change_staff(found, by=request.user, **d),
        title=f"修改 {found.name}", back=reverse("rewards:staff", args=[pk]), done="已保存。",
    )  # fmt: skip


@gate(MANAGE, post=MANAGE)
def leave_company(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody resigns or is dismissed."""
    found = access_staff(request.user, pk, needed=MANAGE)
    return form_page(
        request, LeaveForm(request.POST or None, initial={"on": moment.today()}),
        lambda d: leave(found, by=request.user, at=moment.now(), **d), title=f"登记 {found.name} 离开", submit="登记离开",
        back=reverse("rewards:staff", args=[pk]), done="已登记,合同和基本工资到该日为止,份额保留。",
    )  # fmt: skip
