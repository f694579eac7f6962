"""Objects of the runs app for the walk through every address."""

from __future__ import annotations

from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.runs.models import Run

from .zone import make_firms, run_now_for


def _runs(cast: Cast) -> tuple[Run, Run, Enterprise]:
    """A run in the name of each clerk's bureau, over the same firms."""
    firms = make_firms(5)
    own = run_now_for(cast["analyst"], firms=firms)
    foreign = run_now_for(cast["neighbour"], firms=firms)
    return own, foreign, firms[0]


@walk_sample("runs:run", "runs:run_scheme", "runs:reprint", "runs:rerun")
def runs(cast: Cast) -> Sample:
    """A run of each bureau."""
    own, foreign, _ = _runs(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("runs:file")
def files(cast: Cast) -> Sample:
    """The workbook of each."""
    own, foreign, _ = _runs(cast)
    return Sample(own={"pk": own.pk, "name": "results.xlsx"}, foreign={"pk": foreign.pk, "name": "results.xlsx"})


@walk_sample("runs:firm")
def firms(cast: Cast) -> Sample:
    """One firm in a run of each bureau."""
    own, foreign, firm = _runs(cast)
    return Sample(own={"pk": own.pk, "enterprise": firm.pk}, foreign={"pk": foreign.pk, "enterprise": firm.pk})


@walk_sample("runs:compare")
def comparisons(cast: Cast) -> Sample:
    """Each bureau's run beside itself."""
    own, foreign, _ = _runs(cast)
    return Sample(own={"a": own.pk, "b": own.pk}, foreign={"a": foreign.pk, "b": foreign.pk})


@walk_sample("runs:scheme")
def schemes(cast: Cast) -> Sample:
    """Schemes belong to nobody."""
    return Sample(own={"name": "huaian-2024"})


@walk_sample("runs:new")
def new_run(cast: Cast) -> Sample:
    """What the analyst would send."""
    return Sample(data={"scheme": "huaian-2024", "year": "2021"})
