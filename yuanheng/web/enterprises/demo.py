"""The demo zone on disk, and its register brought in through the same action a person uses."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, User
from yuanheng.web.site import paths

from .actions.life import Happening, record_event, withdraw_event
from .models import Enterprise, FormerName, LifeEvent

FIRMS, SMALL_FIRMS, SEED = 600, 30, 2021
TOLD = (
    ("迁出", "moved_out", date(2021, 6, 30), "迁移通知〔2021〕第 6 号"),
    ("停产", "suspended", date(2021, 8, 16), "停产报告〔2021〕第 3 号"),
    ("注销", "deregistered", date(2021, 11, 5), "准予注销登记通知书〔2021〕第 88 号"),
)
"""(word of the register, kind, day, document) of events of the demo zone."""


def zone_folder(*, small: bool, say: Callable[[str], None]) -> Path:
    """The generated zone under `var/demo`; made where it is not there."""
    from yuanheng.demo import generate

    folder = paths.folder("demo") / ("small" if small else "zone")
    if not folder.exists():
        firms = SMALL_FIRMS if small else FIRMS
        say(f"生成演示园区:{firms} 家企业")
        with tempfile.TemporaryDirectory(dir=folder.parent) as beside:  # a zone half made is never taken for whole
            generate(Path(beside) / "zone", firms=firms, seed=SEED)
            os.replace(Path(beside) / "zone", folder)
    return folder


def load_demo_register(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Hand in the register, read it, confirm it. Nothing where there are enterprises already."""
    from .actions.imports import confirm_import, create_import

    if Enterprise.objects.exists():
        return
    sheet = zone_folder(small=small, say=say) / "register.xlsx"
    given = BytesIO(sheet.read_bytes())
    given.name = "企业名录.xlsx"
    made = create_import(by=cast["clerk"], given=given)
    run_deferred(made)
    made.refresh_from_db()
    confirm_import(made, by=cast["clerk"], at=moment.now())
    say(f"企业名录:{made.new} 家企业")


def load_demo_events(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """What the zone's register tells only in a word, with its day and paper; and one event that was wrong, withdrawn."""
    if LifeEvent.objects.exists():
        return
    by, at = cast["clerk"], moment.now()
    for status, kind, day, paper in TOLD:
        firm = Enterprise.objects.filter(status=status).order_by("code").first()
        if firm is not None:
            record_event(firm, Happening(kind=kind, happened_on=day, document=paper), by=by, at=at)
    former = FormerName.objects.select_related("enterprise").order_by("enterprise__code").first()
    if former is not None:
        firm, paper = former.enterprise, "准予变更登记通知书〔2020〕第 1015 号"
        said = Happening(
            kind="renamed", happened_on=date(2020, 10, 15), document=paper, old_name=former.name, new_name=firm.name
        )
        record_event(firm, said, by=by, at=at)
    wrong = Enterprise.objects.filter(life__isnull=True, scale="规下").order_by("code").first()
    if wrong is not None:
        said = Happening(kind="suspended", happened_on=date(2021, 9, 1), document="停产报告")
        withdraw_event(record_event(wrong, said, by=by, at=at), by=by, at=at, why="报告属于另一家企业")
    say(f"变更事件:{LifeEvent.objects.count()} 件")


def run_deferred(target: object) -> None:
    """Run what was just deferred for a target here and now, as the worker would."""
    for job in Job.objects.for_target(target).unfinished():  # type: ignore[arg-type]
        jobs.run(str(job.pk))
