"""The demo zone opens with something to look at: two years by one scheme, and a second scheme."""

from __future__ import annotations

from collections.abc import Callable

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job, User

from .actions import start_run
from .models import Run
from .schemes import offered

RUNS = (("huaian-2024", 2020), ("huaian-2024", 2021), ("qidong-2021", 2021))


def load_demo_runs(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Run each where no run is there yet; computed at once, so that the pages are full when the site opens."""
    if Run.objects.exists():
        return
    for scheme, year in RUNS:
        run = start_run(by=cast["analyst"], scheme=offered(scheme), year=year, at=moment.now(), note="演示")
        job = Job.objects.for_target(run).get()
        jobs.run(str(job.pk))
        run.refresh_from_db()
        say(f"评价 {run}:{run.get_state_display()}")


def load_demo_rerun(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """The last year by the first scheme once more, with the correction and the events that came after the first run."""
    scheme, year = RUNS[1]
    if small or Run.objects.filter(scheme=scheme, year=year).count() != 1:
        return
    run = start_run(by=cast["analyst"], scheme=offered(scheme), year=year, at=moment.now(), note="更正后重算")
    jobs.run(str(Job.objects.for_target(run).get().pk))
    run.refresh_from_db()
    say(f"评价 {run}:{run.get_state_display()}")
