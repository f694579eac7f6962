"""Keeping what was read of a file: all its readable facts and all its problems in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import QuerySet

from yuanheng.engines.identities import Register
from yuanheng.engines.ledger import FileReading
from yuanheng.engines.quantities import parse_number
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..copying import copy_facts
from ..linking import keep_records
from ..models import ColumnNote, FileState, ProblemRow, Reading, Upload, UploadFile, UploadState
from ..wording import MAPPABLE, ROLE_LABELS
from .carrying import carry_over

if TYPE_CHECKING:
    from yuanheng.engines.ledger import ColumnReading

UNKNOWN = ("未识别", "不认识的指标", "与另一列表头相同")
HASH_LOCK = 0x4C46


@transaction.atomic
def begin_reading(upload_id: Any) -> Upload | None:
    """The upload to read; None where it was withdrawn meanwhile."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("organisation", "by").get(pk=upload_id)
    if upload.state == UploadState.WITHDRAWN:
        return None
    if upload.state != UploadState.READING:
        upload.state = UploadState.READING
        upload.save(update_fields=["state"])
    return upload


@transaction.atomic
def finish_reading(upload_id: Any, *, by: User | None) -> Upload:
    """Every file has been looked at; says in the log what came of it."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id)
    if upload.state == UploadState.READING and not upload.files.filter(state=FileState.WAITING).exists():
        upload.state = UploadState.READ
        upload.save(update_fields=["state"])
        rows = upload.files.values_list("state", "facts", "problems")
        after = {
            "files": dict(Counter(state for state, _, _ in rows)),
            "facts": sum(facts for _, facts, _ in rows),
            "problems": sum(problems for _, _, problems in rows),
        }
        record(by, "ledger.upload.read", target=upload, after=after)
    return upload


@transaction.atomic
def note_repeat(file: UploadFile) -> bool:
    """True, and the file is marked, where its very bytes are already read in an upload that stands: nothing changes."""
    file = UploadFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.state != FileState.WAITING:
        return file.state == FileState.REPEATED
    _lock_hash(file.sha256)
    same = _same_bytes(file)
    if same is None:
        return False
    file.state, file.same_as = FileState.REPEATED, same
    file.facts, file.problems, file.sources, file.periods = 0, 0, same.sources, same.periods
    file.save()
    return True


def _same_bytes(file: UploadFile) -> UploadFile | None:
    """A standing file with these bytes, handed in as it is or within an archive."""
    alone = UploadFile.objects.filter(sha256=file.sha256, state=FileState.READ, upload__withdrawn_at__isnull=True)
    inside = _standing(file.sha256).exclude(file=file).select_related("file").first()
    return alone.exclude(pk=file.pk).first() or (inside.file if inside else None)


@transaction.atomic
def store_file(
    file: UploadFile, readings: Sequence[FileReading], *, register: Register, at: datetime, again: bool = False
) -> UploadFile:
    """Keep all of a file's readings at once. Already kept ones stay, unless it is read `again` (a layout was settled)."""
    file = UploadFile.objects.select_for_update(of=("self",)).select_related("upload").get(pk=file.pk)
    if file.upload.state == UploadState.WITHDRAWN or (file.state != FileState.WAITING and not again):
        return file
    old = list(file.readings.filter(superseded_at__isnull=True))
    Reading.objects.filter(pk__in=[r.pk for r in old]).update(superseded_at=at)
    made = [
        _store(file, name, read, register=register, at=at)
        for name, read in zip(_names(file, readings), readings, strict=True)
    ]
    carry_over(old, made, at=at)
    _sum_up(file, made)
    return file


def _names(file: UploadFile, readings: Sequence[FileReading]) -> list[str]:
    """A name for each reading, unique in its file: the member's, after the archive's."""
    if len(readings) == 1 and readings[0].file == file.name:
        return [file.name[:300]]
    seen: Counter[str] = Counter()
    names = []
    for read in readings:
        name = f"{file.name} › {read.file}"[:290]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}({seen[name]})")
    return names


def _store(file: UploadFile, name: str, read: FileReading, *, register: Register, at: datetime) -> Reading:
    digest = read.file_hash or file.sha256
    _lock_hash(digest)
    repeats = None if read.refused else _standing(digest).exclude(file=file, name=name).first()
    reading = Reading.objects.create(
        file=file,
        name=name,
        file_hash=digest,
        source=read.source,
        facts_count=0 if repeats else read.fact_count,
        problems_count=0 if repeats else len(read.problems),
        sheets=[
            {
                "sheet": t.sheet,
                "range": t.range,
                "layout": t.layout,
                "source": t.source,
                "facts": t.facts,
                "table": t.table,
            }
            for t in read.tables
        ],
        periods=sorted(set(read.packed.column("period").to_pylist())),
        skipped=[{"sheet": s.sheet, "what": s.what, "why": s.why} for s in read.skipped],
        refused=read.refused,
        repeats=repeats,
        read_at=at,
    )
    if repeats is None:
        records = copy_facts(reading, read, at=at)
        keep_records(records, register=register, organisation=file.upload.organisation_id, at=at)
        _keep_problems(reading, read)
        _keep_columns(reading, read)
    return reading


def _standing(digest: str) -> QuerySet[Reading]:
    """Readings of these bytes that count: not superseded, not withdrawn, not themselves a repeat."""
    return Reading.objects.filter(
        file_hash=digest,
        superseded_at__isnull=True,
        repeats__isnull=True,
        refused=False,
        file__upload__withdrawn_at__isnull=True,
    )


def _lock_hash(digest: str) -> None:
    """Two uploads of the same bytes at once: the second waits and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [HASH_LOCK, digest])


def _keep_problems(reading: Reading, read: FileReading) -> None:
    ProblemRow.objects.bulk_create(
        [
            ProblemRow(
                reading=reading,
                kind=p.kind,
                where=_plain(p.where),
                found=_plain(p.found),
                expected=_plain(p.expected),
                advice=_plain(p.advice),
                sheet=_plain(p.sheet),
                cell=p.cell[:40],
            )
            for p in read.problems
        ],
        batch_size=2000,
    )


def _keep_columns(reading: Reading, read: FileReading) -> None:
    layouts = {t.table: t.layout for t in read.tables}
    asked = {(p.sheet, p.cell.rstrip("0123456789")) for p in read.problems if p.kind in MAPPABLE}
    ColumnNote.objects.bulk_create(
        [
            ColumnNote(
                reading=reading,
                sheet=_plain(c.sheet),
                table=c.table,
                position=c.index,
                column=c.letters,
                header=_plain(c.header),
                role=c.taken_as if c.taken_as in ROLE_LABELS else "",
                measure="" if c.taken_as in ROLE_LABELS else c.taken_as,
                unit=_plain(c.unit),
                period=c.period,
                reason=_plain(c.why),
                unknown=_is_question(c) or (not c.unit and (c.sheet, c.letters) in asked),
                signature=layouts.get(c.table, ""),
                samples=[_plain(s) for s in c.samples],
            )
            for c in read.columns
        ],
        batch_size=2000,
    )


def _is_question(column: ColumnReading) -> bool:
    """A column of numbers that nobody understood; a column of words that is no measure is none."""
    return (
        not column.taken_as
        and column.why.startswith(UNKNOWN)
        and any(parse_number(sample).value is not None for sample in column.samples)
    )


def _plain(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def _sum_up(file: UploadFile, made: list[Reading]) -> None:
    counted = [r for r in made if r.repeats_id is None]
    first_repeat = next((r for r in made if r.repeats_id), None)
    if not counted and first_repeat is not None and first_repeat.repeats is not None:
        file.state, file.same_as = FileState.REPEATED, first_repeat.repeats.file
    else:
        file.state = FileState.REFUSED if all(r.refused for r in made) else FileState.READ
        file.same_as = None
    file.facts = sum(r.facts_count for r in made)
    file.problems = sum(r.problems_count for r in made)
    file.sources = sorted({r.source for r in made if r.source})
    file.periods = sorted({p for r in made for p in r.periods})
    file.save()
