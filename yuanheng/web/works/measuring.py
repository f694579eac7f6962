"""What is measured of a work's longest step: by its registers or by reports; and its progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from yuanheng.engines.procedures import CaseState

from .models import Report, Work
from .policy.progress import Progress, StepNow, progress_of, share_of
from .rowspecs import REGISTERS, figures_of
from .rules import Kind

Measure = tuple[Fraction | None, str]


def measured(work: Work, kind: Kind) -> Measure:
    """The share and the words for it; None where nothing is recorded."""
    return measured_of([work], kind).get(work.pk, (None, ""))


def measured_of(works: Iterable[Work], kind: Kind) -> dict[Any, Measure]:
    """Of several works of one kind, in one query."""
    ids = [work.pk for work in works]
    if kind.by == "reports":
        newest: dict[Any, Measure] = {}
        for row in Report.objects.filter(work__in=ids, percent__isnull=False).order_by("on", "at"):
            newest[row.work_id] = (Fraction(row.percent) / 100, f"{row.on} 形象进度 {row.percent}%")
        return newest
    if not kind.by:
        return {}
    rows: dict[Any, list[Any]] = defaultdict(list)
    for row in REGISTERS[kind.by].model.objects.filter(work__in=ids).standing():
        rows[row.work_id].append(row)
    return {pk: _of_rows(kind.by, found) for pk, found in rows.items()}


def _of_rows(code: str, rows: list[Any]) -> Measure:
    sums = figures_of(rows, code)
    if code == "households":
        share = share_of(sums["signed_area"], sums["area"])
        return (
            share,
            f"签约 {sums['signed']}/{sums['all']} 户、{sums['signed_area']:,.2f}/{sums['area']:,.2f} 亩(按面积)",
        )
    if code == "stretches":
        missing = f",{sums['missing']} 段未报" if sums["missing"] else ""
        return share_of(sums["done"], sums["metres"]), f"{sums['done']:,.0f}/{sums['metres']:,.0f} 米{missing}"
    share = share_of(sums["mended"], sums["pipe"])
    missing = f",{sums['missing']} 个混流小区未定应修长度" if sums["missing"] else ""
    return share, f"修复 {sums['mended']:,.0f}/{sums['pipe']:,.0f} 米{missing}"


def progress_now(kind: Kind, state: CaseState | None, measure: Measure) -> Progress:
    """The progress by the case's steps and what is measured."""
    if state is None:
        return progress_of(())
    steps = []
    for step in state.procedure.steps:
        now = state.steps[step.code]
        how = "skipped" if now.skipped else "done" if now.status == "done" else "open"
        share, said = measure if step.code == kind.measured else (None, "")
        steps.append(StepNow(step.label, step.days or 1, how, share, said))  # type: ignore[arg-type]
    return progress_of(steps)
