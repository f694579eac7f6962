"""What the analyst does: ask for a run. What the worker does: keep its outcome, or note that it failed."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection, transaction
from django.db.models import Max

from yuanheng.engines.identities import Register
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.asof import register_known
from yuanheng.web.ledger.snapshots import freeze
from yuanheng.web.site import paths

from .access import CREATE
from .frozen_register import register_bytes
from .models import Run, RunState, Snapshot
from .recording import copy_results
from .schemes import OfferedScheme
from .summary import indicators_of, summary_of

if TYPE_CHECKING:
    from yuanheng.engines.pipeline import Evaluated

SERIAL_LOCK = 0x52554E


@transaction.atomic
def start_run(
    *, by: User, scheme: OfferedScheme, year: int, at: datetime, known_on: date | None = None, note: str = ""
) -> Run:
    """Freeze what is known, bind the run to it and to the scheme's text, and let the worker compute it."""
    snapshot = _freeze(by=by, at=at, known_on=known_on, on=date(year, 12, 31))
    run = Run.objects.create(
        year=year,
        scheme=scheme.name,
        scheme_title=scheme.scheme.title,
        scheme_hash=scheme.hash,
        scheme_text=scheme.text,
        assumption=scheme.assumption,
        serial=_next_serial(year, scheme.name),
        snapshot=snapshot,
        note=note,
        ran_by=by,
        organisation=bureau_of(by, CREATE),
        asked_at=at,
        indicators=indicators_of(scheme.scheme),
    )
    jobs.defer("runs.run.compute", by=by, target=run, label=f"评价:{run}", run_id=str(run.pk))
    after = {
        "year": year,
        "scheme": scheme.name,
        "scheme_hash": scheme.hash,
        "snapshot": snapshot.content_hash,
        "known_on": known_on,
    }
    record(by, "runs.run.started", target=run, after=after)
    return run


def _freeze(*, by: User, at: datetime, known_on: date | None, on: date) -> Snapshot:
    """Figures, links and register as known; the register has each firm's status on the day of evaluation `on`."""
    frozen = freeze(known_on=known_on)
    linked = [] if known_on is None else pc.unique(pq.read_table(frozen.links_path).column("right_id")).to_pylist()
    known = register_known(known_on=known_on, on=on, linked=linked)
    register = files.store(io.BytesIO(register_bytes(known)), name="企业名录.jsonl", by=by)
    return Snapshot.objects.create(
        content_hash=frozen.content_hash,
        facts_file=_below_var(frozen.facts_path),
        links_file=_below_var(frozen.links_path),
        register=register,
        counts=frozen.counts,
        known_on=known_on,
        frozen_at=at,
        frozen_by=by,
    )


def _below_var(path: Path) -> str:
    """So that the whole of `var` may be moved or restored elsewhere."""
    return str(path.relative_to(paths.var_folder()))


def _next_serial(year: int, scheme: str) -> int:
    """Two analysts at once get two numbers: the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [SERIAL_LOCK, f"{year} {scheme}"])
    last = Run.objects.filter(year=year, scheme=scheme).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


@transaction.atomic
def begin_run(run_id: Any, *, at: datetime) -> Run | None:
    """The run to compute; None where it has ended well already."""
    run = Run.objects.select_for_update(of=("self",)).select_related("snapshot__register", "ran_by").get(pk=run_id)
    if run.finished:
        return None
    run.state, run.started_at = RunState.PENDING, at
    run.save(update_fields=["state", "started_at"])
    return run


@transaction.atomic
def finish_run(run_id: Any, evaluated: Evaluated, register: Register, folder: Path, *, at: datetime) -> Run:
    """Keep the outcome: rows, picture, files. The folder is in its place before the commit that says so."""
    run = Run.objects.select_for_update(of=("self",)).select_related("ran_by").get(pk=run_id)
    if run.finished:
        return run
    copy_results(run.pk, evaluated.results, register, run.indicators)
    places = sorted({(f.town, f.cluster) for f in register})
    picture = summary_of(
        evaluated.run,
        towns=sorted({town for town, _ in places if town}),
        clusters=sorted({cluster for _, cluster in places if cluster}),
    )
    run.state, run.finished_at = RunState.FINISHED, at
    run.class_counts, run.warnings = evaluated.class_counts, list(evaluated.warnings)
    run.summary = picture
    run.files = _fingerprints(folder)
    _move(folder, run.folder)
    run.save()
    record(run.ran_by, "runs.run.finished", target=run, after={"files": run.files})
    return run


def _fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }


def _move(folder: Path, place: Path) -> None:
    """Into its place, and on the disk. What lies there is of an attempt that never committed."""
    if place.exists():
        shutil.rmtree(place)
    os.replace(folder, place)
    for path in (*place.iterdir(), place, place.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@transaction.atomic
def fail_run(run_id: Any) -> None:
    """The computation ended in an error; the job keeps the reason, and may be tried again."""
    run = Run.objects.select_for_update(of=("self",)).select_related("ran_by").get(pk=run_id)
    if run.finished:
        return
    run.state = RunState.FAILED
    run.save(update_fields=["state"])
    record(run.ran_by, "runs.run.failed", target=run)
