"""The demo zone's plan: handed in, confirmed as proposed, with readings at every month's end of its year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from yuanheng.demo.plantext import PLAN_TEXT, PLAN_TITLE, PLAN_YEAR
from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, User
from yuanheng.web.base.moment import SHANGHAI

from .actions.figures import report_figure
from .actions.items import add_entry, open_item
from .actions.readings import take_readings, take_season
from .actions.targets import confirm_target, proposed_binding
from .actions.texts import hand_in_plan
from .models import Commitment, Plan, PlanTarget, holders
from .offers import MANUAL
from .policy import binding_rules

ASSIGNED = 8
COUNTS_BY_HAND = Decimal("0.7")


def load_demo_plan(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Nothing where there is a plan."""
    if Plan.objects.exists():
        return
    by = cast["analyst"]
    plan = hand_in_plan(title=PLAN_TITLE, text=PLAN_TEXT, year=PLAN_YEAR, by=by, at=_at(date(PLAN_YEAR, 1, 8)))
    jobs.run(str(Job.objects.for_target(plan).get().pk))
    targets = list(plan.targets.select_related("plan"))
    bound = [t for t in targets if _confirm(t, by)]
    _by_hand(bound, by)
    _items(plan, cast)
    ends = [date(PLAN_YEAR, m, monthrange(PLAN_YEAR, m)[1]) for m in ((6, 12) if small else range(1, 13))]
    fresh = list(PlanTarget.objects.bound().filter(plan=plan).select_related("plan"))
    take_season([t for t in fresh if t.forecast == "season" or not small])
    for day in ends:
        take_readings(fresh, day=day, known_on=day, at=moment.now())
        take_readings(fresh, day=day, known_on=moment.today(), at=moment.now())
    say(f"{plan}:{len(targets)} 个目标,{len(bound)} 个已确认,{len(ends)} 个月的读数")


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=SHANGHAI)


def _confirm(target: PlanTarget, by: User) -> bool:
    """As proposed; what a tally cannot measure is confirmed by hand."""
    binding = proposed_binding(target)
    if binding["tally"] == "projects.leads":
        binding["forecast"] = "season"
    at = _at(date(PLAN_YEAR, 1, 11))
    try:
        confirm_target(target, by=by, at=at, binding=binding)
    except YuanhengError:
        confirm_target(target, by=by, at=at, binding={**binding, "tally": MANUAL, "filters": {}})
    return True


def _by_hand(targets: list[PlanTarget], by: User) -> None:
    """Reported figures for what is reported by hand: half of the way in June, most of it in December."""
    for place, target in enumerate(targets):
        target.refresh_from_db()
        if target.tally != MANUAL or target.kind == "rank":
            continue
        for month, share in ((6, Decimal("0.5")), (12, COUNTS_BY_HAND + Decimal(place % 4) / 10)):
            day = date(PLAN_YEAR, month, 28)
            value = (
                Decimal(place % 3 > 0 and month == 12)
                if target.value is None
                else (target.value * share).quantize(Decimal(1))
            )
            if target.value is not None or month == 12:
                report_figure(
                    target, by=by, at=_at(day), day=day, value=value, reported_to="管委会", document="重点工作进度表",
                    signed_by="沈立",
                )  # fmt: skip


def _items(plan: Plan, cast: dict[str, User]) -> None:
    """Promises without a number become supervised items, with some progress and one remark."""
    contact = holders(None).filter(role="leader").first()
    loose = [c for c in Commitment.objects.filter(plan=plan) if not c.targets.exists()][:ASSIGNED]
    for place, sentence in enumerate(loose):
        code = binding_rules().owner(sentence.quote, sentence.section_title)
        post = holders(None).filter(organisation__code=code).exclude(role="leader").first()
        if post is None:
            continue
        opened = moment.now() - timedelta(days=40 - 3 * place)
        item = open_item(
            title=" ".join(sentence.quote.split()), lead=post.organisation, lead_post=post, contact=contact, plan=plan,
            commitment=sentence, due_on=(opened + timedelta(days=30 + 6 * place)).date(), by=cast["leader"], at=opened,
        )  # fmt: skip
        if place % 2 == 0 and post.holder is not None:
            add_entry(
                item, kind="progress", text="已成立工作专班,制定推进计划表。", by=post.holder,
                at=opened + timedelta(days=5),
            )  # fmt: skip
        if place == 0:
            add_entry(
                item,
                kind="remark",
                text="请加快进度,下周调度会汇报。",
                by=cast["leader"],
                at=opened + timedelta(days=12),
            )
