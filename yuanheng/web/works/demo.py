"""The demo zone's works, entered through the same actions people use, each thing as of the day it became known."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw
from shapely.geometry import shape

from yuanheng.demo import works as told
from yuanheng.engines.procedures import load_procedure
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.cases.models import Case, CaseEvent
from yuanheng.web.cases.states import project, state_of
from yuanheng.web.projects.models import Project

from .actions.money import pay, state_money
from .actions.places import set_place
from .actions.planning import add_paper
from .actions.progressing import add_picture, plan_step, report
from .actions.rows import enter_rows
from .actions.utilities import promise, record_capacity
from .actions.works import open_work_case, register_work
from .following import refresh
from .models import StepReached, Work
from .reserving import reserves
from .rowspecs import REGISTERS
from .rules import kind_of

A_DAY = 1.4
"""Days of the calendar for a working day."""
YEARS = 3
PROMISES = 6


def load_demo_works(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Every work with its story. Nothing where there are works already."""
    if Work.objects.exists():
        return
    by, today = cast["engineer"], moment.today()
    with transaction.atomic():
        made = {each.name: _work(each, by, today) for each in told.WORKS}
        _pictures(made, by)
        _utilities(by, today)
        promised = _promises(by, today)
    say(f"规划和工程:{len(made)} 项,配套容量 {len(told.FACTS)} 个区中园,承诺 {promised} 份")


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour, 0), tzinfo=moment.SHANGHAI)


def _work(each: told.Told, by: User, today: date) -> Work:
    begin = _begin(each, today)
    post = by.posts.filter(ended_on__isnull=True).select_related("organisation").first()
    work = register_work(
        name=each.name, kind=each.kind, topic=each.topic, by=by, at=_at(begin, 9),
        organisation=post.organisation if post else None,
        post=post, contractor=each.contractor, park=each.park, utility=each.utility,
        adds=Decimal(each.adds) if each.adds else None,
    )  # fmt: skip
    set_place(work, shape(told.place_of(each.place)), source="示范数据", by=by, at=_at(begin, 9))
    reached = _case(work, each, begin, by, today) if each.upto else {}
    _registers(work, each, reached, by, today)
    _money(work, each, begin, reached, by, today)
    _papers(work, each.name, begin, by, today)
    return work


def _begin(each: told.Told, today: date) -> date:
    """The day it began: as told, or so that its last step was done that many days ago."""
    if isinstance(each.begin, date):
        return each.begin
    steps = _steps(each)
    codes = [step.code for step in steps]
    done = steps[: codes.index(each.upto) + 1] if each.upto else []
    return today - timedelta(days=each.begin + sum(_took(step, each.pace) for step in done))


def _steps(each: told.Told) -> list[Any]:
    return [s for s in load_procedure(kind_of(each.kind).procedure).steps if s.code not in each.skip]


def _took(step: Any, pace: float = 1.0) -> int:
    return max(1, round((step.days or 1) * A_DAY * pace))


def _case(work: Work, each: told.Told, begin: date, by: User, today: date) -> dict[str, date]:
    """Open the case, plan its steps, and do them up to the one told; answers when each was done.

    The events of a case are written together and derived from once: 200 acts one by one would take a minute.
    """
    kind, steps = kind_of(each.kind), _steps(each)
    case = open_work_case(work, by=by, at=_at(begin, 9), data={"skip": list(each.skip)} if each.skip else None)
    planned, marks = begin, {kind.start, kind.finish, kind.approve, kind.measured}
    for step in steps:
        planned += timedelta(days=_took(step))
        if step.code in marks:
            plan_step(work, step=step.code, on=planned, by=by, at=_at(begin, 11))
    day, reached, events = begin, {}, []
    for order, step in enumerate(steps):
        day = min(day + timedelta(days=_took(step, each.pace)), today)
        reached[step.code] = day
        events.append(_event(case, step, day, by, order))
        if step.code == each.upto:
            break
    if each.upto == steps[-1].code:
        events.append(
            CaseEvent(
                case=case, serial=len(events) + 2, at=events[-1].at + timedelta(minutes=5), kind="completed", step="", by=by,
                actor=by.username, data={"on": day.isoformat()},
            )
        )  # fmt: skip
    CaseEvent.objects.bulk_create(events)
    StepReached.objects.bulk_create(
        StepReached(work=work, step=e.step, happened_on=reached[e.step], known_at=e.at) for e in events if e.step
    )
    case.version, case.changed_at = len(events) + 1, events[-1].at
    project(case, state_of(case))
    work.case = case
    refresh(work, at=case.changed_at)
    return reached


def _event(case: Case, step: Any, day: date, by: User, order: int) -> CaseEvent:
    external = step.authority == "external"
    data: dict[str, Any] = {"on": day.isoformat()}
    if external:
        data |= {"number": f"示批〔{day.year}〕{order + 10} 号", "date": day.isoformat(), "scan": "demo"}
    return CaseEvent(
        case=case, serial=order + 2, at=_at(day, 11) + timedelta(minutes=order), actor=by.username, by=by, step=step.code,
        kind="external_done" if external else "step_done", data=data,
    )  # fmt: skip


def _registers(work: Work, each: told.Told, reached: dict[str, date], by: User, today: date) -> None:
    kind = kind_of(each.kind)
    last = max(reached.values(), default=None)
    if last is None:
        return
    if kind.code == "land":
        _enter(work, "households", told.households_of(each.name, first=reached.get("show", last)), by, today)
    elif kind.by == "stretches" and each.name != "滨江大道北段建设":
        begun = reached.get(kind.start)
        done = Decimal(1) if kind.measured in reached else Decimal("0.45") if begun else Decimal(0)
        first = begun + timedelta(days=40) if begun else None
        _enter(work, "stretches", told.stretches_of(each.name, done=done, first=first), by, today)
    elif kind.code == "sewage":
        what = "estate" if "小区" in each.name else "yard"
        mended = reached.get("start", last) + timedelta(days=60)
        rows = told.compounds_of(
            what, surveyed=reached["survey"] - timedelta(days=30), mended=mended, done="repair" in reached
        )
        _enter(work, "compounds", rows, by, today)
    elif kind.code == "school":
        _enter(work, "options", told.options_of(reached["need"]), by, today)
    elif "shops" in kind.registers and "open" in reached:
        _enter(work, "shops", told.shops_of(each.name, count=24 if "广场" in each.name else 14, since=last), by, today)
        _enter(work, "happenings", told.happenings_of(last + timedelta(days=10)), by, today)
    if kind.by == "reports" and kind.start in reached and kind.finish not in reached:
        percent = Decimal("64.5") if kind.measured not in reached else None
        report(work, on=last, percent=percent, text="主体结构施工", by=by, at=_at(last, 15))


def _enter(work: Work, code: str, rows: list[dict[str, Any]], by: User, today: date) -> None:
    """As known a day after the last of the rows' days."""
    days = [v for row in rows for k, v in row.items() if isinstance(v, date) and k != "until"]
    known = min(max([*days, work.created_at.date()]) + timedelta(days=1), today)
    kept = [
        {k: None if isinstance(v, date) and k != "until" and v > today else v for k, v in row.items()} for row in rows
    ]
    enter_rows(work, REGISTERS[code], kept, by=by, at=_at(known, 16))


def _money(work: Work, each: told.Told, begin: date, reached: dict[str, date], by: User, today: date) -> None:
    if not each.wan:
        return
    budget = Decimal(each.wan) * 10_000
    state_money(work, kind="budget", amount=budget, on=begin, by=by, at=_at(begin, 14), document="项目资金安排计划")
    signed = reached.get("tender") or reached.get("commission")
    if each.contract and signed is not None:
        contract = (budget * Decimal(str(each.contract))).quantize(Decimal("0.01"))
        state_money(
            work, kind="contract", amount=contract, on=signed, by=by, at=_at(signed, 14), document=f"{work.number}-HT"
        )
        for number, share in enumerate((Decimal("0.4"), Decimal("0.35"), Decimal("0.25")), start=1):
            amount = (contract * Decimal(str(each.paid)) * share).quantize(Decimal("0.01"))
            day = min(signed + timedelta(days=60 * number), today)
            if amount:
                reason = "洽商变更已审定,合同补充协议正在签订" if each.paid > 1 and number == 3 else ""
                pay(
                    work,
                    amount=amount,
                    on=day,
                    document=f"PZ-{work.serial:03d}-{number}",
                    reason=reason,
                    by=by,
                    at=_at(day, 15),
                )


def _papers(work: Work, name: str, begin: date, by: User, today: date) -> None:
    for what, version, days, body, said in told.PAPERS.get(name, ()):
        approved = work.approved_on if what == "approval" else None
        day = approved or min(begin + timedelta(days=days), today)
        span = (
            {"valid_from": date(2021, 1, 1), "valid_until": date(2030, 12, 31), "number": said}
            if what == "approval"
            else {}
        )
        opinion = said if what == "review" else ""
        add_paper(work, what=what, version=version, on=day, body=body, opinion=opinion, by=by, at=_at(day, 16), **span)


def _pictures(made: dict[str, Work], by: User) -> None:
    for number, name in enumerate(told.PICTURES):
        work = made[name]
        middle = shape(told.place_of(next(w.place for w in told.WORKS if w.name == name))).centroid
        day = work.started_on or work.created_at.date()
        place = (Decimal(f"{middle.y:.6f}"), Decimal(f"{middle.x:.6f}"))
        add_picture(work, given=_drawing(number), on=day, place=place, caption=f"{name}现场", by=by, at=_at(day, 17))


def _drawing(number: int) -> Any:
    """A small invented site: sky, ground, something being built."""
    picture = Image.new("RGB", (320, 240), (176, 205 + number % 4 * 8, 226))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 150, 320, 240), fill=(128 + number * 5, 140, 96))
    pen.polygon(((90, 240), (150, 150), (170, 150), (230, 240)), fill=(120, 120, 124))
    pen.rectangle((30 + number * 9, 90, 90 + number * 9, 152), fill=(196, 150, 96 + number * 6))
    pen.line((40 + number * 9, 90, 40 + number * 9, 40, 110 + number * 9, 40), fill=(206, 120, 40), width=4)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    given = io.BytesIO(out.getvalue())
    given.name = "现场.jpg"
    return given


def _utilities(by: User, today: date) -> None:
    suppliers = {"power": "供电公司", "water": "自来水公司", "heat": "热力公司", "sewage": "污水处理公司"}
    for back in range(YEARS, 0, -1):
        day = date(today.year - back, 12, 31)
        for park, kinds in told.FACTS.items():
            for kind, (capacity, contracted, used) in kinds.items():
                if not capacity:
                    continue
                share = Decimal(12 - back) / 11
                known = min(day + timedelta(days=15), today)
                record_capacity(
                    park=park, kind=kind, as_of=day, capacity=Decimal(capacity), contracted=round(contracted * share),
                    used=round(used * share), told_by=suppliers[kind], document=f"{day.year} 年供应能力函", by=by, at=_at(known),
                )  # fmt: skip


def _promises(by: User, today: date) -> int:
    """Promise power to some projects that need it, as far as it is there."""
    wanted = Project.objects.active().filter(power_kva__gt=0).order_by("-stage_on", "number")[:PROMISES]
    day, count = today - timedelta(days=40), 0
    for number, each in enumerate(wanted):
        park = list(told.FACTS)[number % len(told.FACTS)]
        left = reserves(on=day, park=park)[park, "power"]
        if left is not None and each.power_kva is not None and each.power_kva <= left.amount:
            until = today + timedelta(days=20 if number == 0 else 300)
            promise(
                each, park=park, kind="power", amount=each.power_kva, on=day, until=until, by=by, at=_at(day),
                document="配套容量承诺单",
            )  # fmt: skip
            count += 1
    return count
