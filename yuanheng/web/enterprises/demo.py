"""The demo zone on disk, and its register brought in through the same action a person uses."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, User
from yuanheng.web.site import paths

from .models import Enterprise

FIRMS, SMALL_FIRMS, SEED = 600, 30, 2021


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


def run_deferred(target: object) -> None:
    """Run what was just deferred for a target here and now, as the worker would."""
    for job in Job.objects.for_target(target).unfinished():  # type: ignore[arg-type]
        jobs.run(str(job.pk))
