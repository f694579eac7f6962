"""The computation of a run, in the background. Safe to run twice: nothing is kept before all of it is there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.urls import reverse

from yuanheng.web.base import files, moment
from yuanheng.web.base.jobs import Progress, job
from yuanheng.web.site import paths

from . import actions
from .frozen_register import read_register_file
from .models import Run
from .schemes import scheme_file

COMPUTING = (15, 85)


@job("runs.run.compute", label="计算评价结果")
def compute_run(progress: Progress, *, run_id: str) -> str:
    """From snapshot, register and scheme to results; the answer is the run's page."""
    run = actions.begin_run(run_id, at=moment.now())
    if run is not None:
        try:
            _compute(run, progress)
        except Exception:
            actions.fail_run(run_id)
            raise
    return reverse("runs:run", args=[run_id])


def _compute(run: Run, progress: Progress) -> None:
    from yuanheng.engines.pipeline import compute_evaluation  # here: only the worker needs the engines in memory

    progress(5, "读取数据快照")
    facts = pq.read_table(run.snapshot.facts_path)
    links = pq.read_table(run.snapshot.links_path)
    register = read_register_file(files.path_of(run.snapshot.register))
    progress(COMPUTING[0], f"{facts.num_rows:,} 个数据,{len(register):,} 家企业")
    with tempfile.TemporaryDirectory(dir=paths.folder("runs"), prefix="building-") as beside:
        out = Path(beside) / "out"
        scheme = scheme_file(run.scheme_text, Path(beside), name=run.scheme)
        evaluated = compute_evaluation(
            facts=facts,
            links=links,
            register=register,
            scheme=scheme,
            year=run.year,
            out=out,
            engine=run.engine,
            progress=_within(progress),
        )
        progress(90, "保存结果")
        actions.finish_run(run.pk, evaluated, register, out, at=moment.now())
    progress(99, "完成")


def _within(progress: Progress) -> Any:
    """The engine's own steps, between the reading and the saving."""
    low, high = COMPUTING

    def tell(sentence: str, done: int, total: int) -> None:
        progress(low + (high - low) * done // max(total, 1), sentence)

    return tell
