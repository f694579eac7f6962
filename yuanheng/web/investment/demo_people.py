"""The demo zone's further promoters, in the bureau and the four offices, and who keeps which lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from yuanheng.web.base.actions.users import create_organisation, create_user
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.projects.models import Project, StageEntry

from .models import Protection

OFFICES = {
    "office-shanghai": "上海招商联络办公室", "office-pudong": "上海(浦东)联络办公室", "office-sunan": "苏南招商联络办公室",
    "office-shenzhen": "深圳招商联络办公室",
}  # fmt: skip
PEOPLE = (
    ("invest-lead", "季伯安", "investment", "investment_lead", "招商局局长"),
    ("promoter02", "龚逸", "investment", "investment_officer", "招商专员"),
    ("promoter03", "施雨桐", "investment", "investment_officer", "招商专员"),
    ("sh-lead", "蔡明远", "office-shanghai", "investment_lead", "办公室主任"),
    ("sh01", "茅晓棠", "office-shanghai", "investment_officer", "招商专员"),
    ("sh02", "黄一舟", "office-shanghai", "investment_officer", "招商专员"),
    ("pd01", "樊静怡", "office-pudong", "investment_officer", "招商专员"),
    ("pd02", "汤启航", "office-pudong", "investment_officer", "招商专员"),
    ("sn-lead", "倪向东", "office-sunan", "investment_lead", "办公室主任"),
    ("sn01", "陆彦", "office-sunan", "investment_officer", "招商专员"),
    ("sn02", "郁晴", "office-sunan", "investment_officer", "招商专员"),
    ("sz-lead", "宋捷", "office-shenzhen", "investment_lead", "办公室主任"),
    ("sz01", "袁可", "office-shenzhen", "investment_officer", "招商专员"),
    ("sz02", "丁一鸣", "office-shenzhen", "investment_officer", "招商专员"),
)
BEING_BUILT = ("started", "completed", "in_production", "in_statistics", "full_output")
LEAVER = "sn02"
"""Left at the year's end with leads open: what the hand-over is shown with."""


def hire(*, on: date) -> list[User]:
    """The people in the order of the table; nobody signs in as them before an administrator sets a password."""
    made = []
    for username, name, bureau, role, title in PEOPLE:
        user, _ = create_user(
            username=username, full_name=name, organisation=_bureau(bureau), role=role, title=title, by=None, on=on
        )
        user.set_unusable_password()
        user.is_active = username != LEAVER
        user.save(update_fields=["password", "is_active"])
        made.append(user)
    return made


def _bureau(code: str) -> Organisation:
    found = (
        Organisation.objects.filter(code=code).first()
        or Organisation.objects.filter(name=OFFICES.get(code, "")).first()
    )
    return found or create_organisation(code=code, name=OFFICES[code], kind="office", by=None)


def share_out(people: Sequence[User]) -> None:
    """Each lead not under construction goes to somebody of the office that found it, as if it had always been theirs."""
    homes: dict[str, list[User]] = {}
    for user in people:
        homes.setdefault(user.posts.get().organisation.name, []).append(user)
    bureaus = {o.name: o for o in Organisation.objects.filter(name__in=homes)}
    moved: dict[tuple[str, int], list[object]] = {}
    turns: Counter[str] = Counter()
    open_ones = Project.objects.exclude(stage__in=BEING_BUILT).order_by("number")
    for place, (pk, source) in enumerate(open_ones.values_list("pk", "source_name")):
        home = source if source in homes else "招商局"
        if home == OFFICES["office-shanghai"] and place % 4 == 1:
            home = OFFICES["office-pudong"]
        moved.setdefault((home, turns[home] % len(homes[home])), []).append(pk)
        turns[home] += 1
    for (home, place), ids in moved.items():
        user = homes[home][place]
        Project.objects.filter(pk__in=ids).update(manager=user, by=user, organisation=bureaus[home])
        Protection.objects.filter(project__in=ids).update(first_reported_by=user)
        Protection.objects.filter(project__in=ids, first_talks_by__isnull=False).update(first_talks_by=user)
        StageEntry.objects.filter(project__in=ids, stage__in=("lead", "talks", "framework")).update(reported_by=user)
