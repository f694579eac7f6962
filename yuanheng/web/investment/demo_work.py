"""A year of visits, calls and talks, and what waits today, written in bulk: the demo's days, not its people's typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.projects.models import Project, StageEntry

from .actions.following import settle_many
from .models import Activity, Protection, TargetCompany
from .policy.protecting import OPEN_STAGES

NOTES = {
    "visit": ("看了生产线和研发中心,产能吃紧", "见了董事长,对区位满意", "走访工厂,了解设备和用电需求"),
    "reception": ("来区考察地块和厂房", "看了同类企业和人才公寓", "与管委会领导座谈"),
    "call": ("电话确认投资方案进展", "询问政策细则", "约下次见面时间"),
    "meeting": ("洽谈用地和厂房条件", "逐条过投资协议", "谈设备补贴和人才政策"),
    "event": ("专题招商会上见面", "行业年会上交流"),
}
STEPS = (
    "约见董事长", "送投资测算", "请对方来区考察", "落实厂房图纸", "报准入联审材料", "对接供电容量", "拟框架协议",
    "走访生产基地", "补充环评资料",
)  # fmt: skip
BLOCKERS = ("等对方董事会", "用电容量不足", "地块规划未批", "价格没有谈拢")
WITH = ("王总(董事长)", "李总(投资部)", "张经理(基建)", "陈博士(首席科学家)")
SEED = 2021


def record_year(*, count: int, companies: Sequence[TargetCompany], last: date) -> int:
    """The year's contacts: of leads from the day they were heard of, of companies from the day they were entered."""
    chance = Random(SEED)  # noqa: S311 — an invented zone, the same every time
    heard = dict(
        StageEntry.objects.filter(stage="lead", withdrawn_at__isnull=True).values_list("project", "happened_on")
    )  # fmt: skip
    projects = [
        p for p in Project.objects.filter(manager__isnull=False).select_related("manager", "organisation").order_by("number")
        if p.pk in heard and heard[p.pk] < last - timedelta(days=10)
    ]  # fmt: skip
    if not projects:
        return 0
    made = []
    for place in range(count):
        of_company = place % 9 == 4 and companies
        company = companies[place % len(companies)] if of_company else None
        project = None if company else projects[place * 7 % len(projects)]
        first = company.created_at.astimezone(SHANGHAI).date() if company else heard[project.pk]  # type: ignore[union-attr]
        first = max(first, date(last.year, 1, 4))
        on = first + timedelta(days=chance.randrange(max((last - first).days, 1)))
        by = company.by if company else project.manager  # type: ignore[union-attr]
        home = (company or project).organisation  # type: ignore[union-attr]
        made.append(_activity(chance, place, on=on, by=by, home=home, project=project, company=company))
    for row in {a.project_id or a.company_id: a for a in sorted(made, key=lambda a: a.on)}.values():
        row.next_step, row.next_on, row.next_owner = "", None, None  # the year is over: what it left open was done
    Activity.objects.bulk_create(made, batch_size=1000)
    settle_many(
        projects={a.project_id for a in made if a.project_id}, companies={a.company_id for a in made if a.company_id}
    )
    visited = {
        a.company_id: a.on
        for a in sorted(made, key=lambda a: a.on)
        if a.company_id and a.kind in ("visit", "reception")
    }
    for pk, on in visited.items():
        TargetCompany.objects.filter(pk=pk).update(visited_on=on, state="contacted")
    return len(made)


def _activity(chance: Random, place: int, *, on: date, by: User, home: object, **subject: object) -> Activity:
    kind = chance.choice(("visit", "visit", "call", "call", "meeting", "reception", "event"))
    goes_on = place % 4 != 3
    return Activity(
        **subject, kind=kind, on=on, with_whom=WITH[place % 4], note=NOTES[kind][place % len(NOTES[kind])],
        next_step=STEPS[place % len(STEPS)] if goes_on else "",
        next_on=on + timedelta(days=4 + place % 17) if goes_on else None, next_owner=by if goes_on else None,
        blocker=BLOCKERS[place % 4] if place % 11 == 0 else "", by=by, organisation=home,
        known_at=datetime(on.year, on.month, on.day, 17, 30, tzinfo=SHANGHAI),
    )  # fmt: skip


def record_recent(people: Sequence[User], *, today: date, leads: int) -> int:
    """What keeps today's pages at work: leads in talks that were spoken to within some weeks, next steps around today."""
    chance = Random(SEED + 1)  # noqa: S311 — an invented zone, the same every time
    active = {u.pk for u in people if u.is_active}
    rows = (
        Project.objects.active()
        .filter(stage__in=OPEN_STAGES, manager__in=active)
        .select_related("manager", "organisation")
    )
    found = sorted(
        rows.order_by("number"), key=lambda p: p.stage == "lead"
    )  # who is in talks goes before bare information
    made = []
    for place, project in enumerate(found[:leads]):
        for step in range(1 + place % 3):
            on = today - timedelta(days=1 + place * 5 % 38 + 6 * step)
            row = _activity(chance, place + step, on=on, by=project.manager, home=project.organisation, project=project)  # type: ignore[arg-type]
            if step == 0:  # the newest: due from a week ago to a week ahead
                row.next_step, row.next_owner = STEPS[place % len(STEPS)], project.manager
                row.next_on = max(on, today + timedelta(days=place * 3 % 15 - 6))
            made.append(row)
    Activity.objects.bulk_create(made, batch_size=1000)
    settle_many(projects={a.project_id for a in made})
    return len(made)


def date_protections(*, today: date) -> None:
    """Most open leads were given more time at the meetings; a few lapsed and were told, a few were released."""
    rows = list(
        Protection.objects.filter(project__state="active", project__stage__in=OPEN_STAGES).order_by("project__number")
    )
    for place, row in enumerate(rows):
        if place % 40 == 7:
            row.released_on, row.released_reason = today - timedelta(days=place % 30), "三个月没有进展"
        elif place % 30 == 11:
            row.until = today - timedelta(days=3 + place % 9)
            row.escalated_on = row.until + timedelta(days=1)
        else:
            row.until, row.extended_reason = today + timedelta(days=2 + place * 7 % 88), "推进会同意延期"
    Protection.objects.bulk_update(
        rows, ["until", "extended_reason", "escalated_on", "released_on", "released_reason"], batch_size=500
    )
