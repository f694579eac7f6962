"""The list of uploads, one upload, one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import Job, Organisation, User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import ColumnNote, FileState, ProblemRow, Reading, Upload, UploadFile, UploadState
from ..wording import kind_label, period_label, source_label, taken_as_label

TONES = {
    UploadState.WAITING: "secondary",
    UploadState.READING: "blue",
    UploadState.READ: "green",
    UploadState.WITHDRAWN: "secondary",
}
FILE_TONES = {
    FileState.WAITING: "blue",
    FileState.READ: "green",
    FileState.REFUSED: "red",
    FileState.REPEATED: "secondary",
}
COLUMNS = (
    Column("note", "上报", value=str, link=lambda u: reverse("ledger:upload", args=[u.pk])),
    Column("organisation", "部门", value=lambda u: u.organisation.name, sort="organisation__name", minor=True),
    Column("by", "上报人", value=lambda u: str(u.by), minor=True),
    Column("created_at", "上报时间", kind="moment", sort="created_at"),
    Column("year", "默认年度", sort="year", value=lambda u: str(u.year), minor=True),
    Column("files_count", "文件", kind="number", places=0, sort="files_count"),
    Column("facts_count", "读出的数", kind="number", places=0, sort="facts_count"),
    Column("problems_count", "问题", kind="number", places=0, sort="problems_count"),
    Column(
        "state",
        "状态",
        kind="badge",
        value=lambda u: u.get_state_display(),
        tone=lambda u: TONES[u.state],
        sort="state",
    ),
)


def upload_rows(rows: QuerySet[Upload]) -> QuerySet[Upload]:
    """With the counts that the list shows."""
    return rows.select_related("organisation", "by").annotate(
        files_count=Count("files"), facts_count=Sum("files__facts"), problems_count=Sum("files__problems")
    )


def upload_filters() -> tuple[TextFilter | ChoiceFilter, ...]:
    """By words, bureau, state, old ledgers."""
    bureaus = [(str(o.pk), o.name) for o in Organisation.objects.filter(ended_on__isnull=True)]
    return (
        TextFilter("q", "说明或文件名", apply=lambda r, t: r.filter(Q(note__icontains=t) | Q(pk__in=_named(t)))),
        ChoiceFilter("bureau", "部门", choices=bureaus, apply=lambda r, v: r.filter(organisation_id=v)),
        ChoiceFilter("state", "状态", choices=UploadState.choices, apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter(
            "opening",
            "类别",
            choices=[("1", "旧台账"), ("0", "日常上报")],
            apply=lambda r, v: r.filter(opening=v == "1"),
        ),
    )


def _named(text: str) -> Any:
    return UploadFile.objects.filter(name__icontains=text).values("upload_id")


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind; `open` is how many nobody has settled."""

    kind: str
    label: str
    rows: tuple[ProblemRow, ...]
    count: int
    open: int
    more: int


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its readings; an archive has several."""

    file: UploadFile
    readings: tuple[Reading, ...]
    sources: str
    periods: str
    tone: str
    unknown: int


@dataclass(frozen=True, slots=True)
class UploadPage:
    """One upload."""

    upload: Upload
    job: Job | None
    lines: tuple[FileLine, ...]
    groups: tuple[ProblemGroup, ...]
    facts: int
    problems: int
    settled: int
    unknown: int
    repeated: int
    refused: int
    tone: str


SHOWN_OF_A_KIND = 200


def upload_page(upload: Upload, user: User) -> UploadPage:
    """Everything about one upload, in seven queries whatever the number of files."""
    files = list(upload.files.select_related("same_as__upload__organisation"))
    readings = list(
        Reading.objects.filter(file__in=files, superseded_at__isnull=True).annotate(
            unknown=Count("columns", filter=Q(columns__unknown=True))
        )
    )
    of_file: dict[Any, list[Reading]] = defaultdict(list)
    for reading in readings:
        of_file[reading.file_id].append(reading)
    problems = ProblemRow.objects.filter(reading__in=readings)
    groups = problem_groups(problems)
    lines = tuple(_line(f, of_file[f.pk]) for f in files)
    job = visible(user, "base.job.view", Job.objects.for_target(upload).filter(kind="ledger.upload.read")).first()
    return UploadPage(
        upload=upload,
        job=job if job is not None and (not job.ended or job.state == "failed") else None,
        lines=lines,
        groups=groups,
        facts=sum(f.facts for f in files),
        problems=sum(f.problems for f in files),
        settled=sum(g.count - g.open for g in groups),
        unknown=sum(line.unknown for line in lines),
        repeated=sum(f.state == FileState.REPEATED for f in files),
        refused=sum(f.state == FileState.REFUSED for f in files),
        tone=TONES[UploadState(upload.state)],
    )


def _line(file: UploadFile, readings: list[Reading]) -> FileLine:
    return FileLine(
        file=file,
        readings=tuple(readings),
        sources="、".join(source_label(s) for s in file.sources),
        periods=periods_text(file.periods),
        tone=FILE_TONES[FileState(file.state)],
        unknown=sum(getattr(r, "unknown", 0) for r in readings),
    )


def periods_text(periods: Iterable[str], most: int = 2) -> str:
    """The first and last of the periods; all where there are few."""
    listed = sorted(periods)
    if len(listed) <= most:
        return "、".join(period_label(p) for p in listed)
    return f"{period_label(listed[0])} 至 {period_label(listed[-1])} 共 {len(listed)} 期"


def problem_groups(problems: QuerySet[ProblemRow]) -> tuple[ProblemGroup, ...]:
    """By kind, the largest first, the first few hundred of each. Two queries, however many there are."""
    counts = problems.order_by().values("kind").annotate(
        count=Count("pk"), open=Count("pk", filter=Q(settled_at__isnull=True))
    )  # fmt: skip
    numbered = problems.annotate(place=Window(RowNumber(), partition_by=F("kind"), order_by=F("id").asc()))
    rows: dict[str, list[ProblemRow]] = defaultdict(list)
    for row in numbered.filter(place__lte=SHOWN_OF_A_KIND).select_related("reading", "settled_by"):
        rows[row.kind].append(row)
    return tuple(
        ProblemGroup(
            kind=c["kind"],
            label=kind_label(c["kind"]),
            rows=tuple(rows[c["kind"]]),
            count=c["count"],
            open=c["open"],
            more=c["count"] - len(rows[c["kind"]]),
        )
        for c in sorted(counts, key=lambda c: (-c["count"], c["kind"]))
    )


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column as it was read."""

    note: ColumnNote
    taken_as: str
    tone: str


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table of a sheet with its columns."""

    table: int
    sheet: str
    range: str
    source: str
    facts: int
    columns: tuple[ColumnLine, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One reading: tables, columns, what was left out, problems."""

    reading: Reading
    tables: tuple[TableLine, ...]
    groups: tuple[ProblemGroup, ...]
    periods: str
    current: bool


def reading_page(reading: Reading) -> ReadingPage:
    """In three queries."""
    columns: dict[int, list[ColumnNote]] = defaultdict(list)
    for note in reading.columns.all():
        columns[note.table].append(note)
    tables = tuple(_table(t, columns[t["table"]]) for t in reading.sheets)
    return ReadingPage(
        reading=reading,
        tables=tables,
        groups=problem_groups(reading.problems.all()),
        periods=periods_text(reading.periods, most=4),
        current=reading.superseded_at is None,
    )


def _table(table: dict[str, Any], notes: list[ColumnNote]) -> TableLine:
    return TableLine(
        table=table["table"],
        sheet=table["sheet"],
        range=table["range"],
        source=source_label(table["source"]),
        facts=table["facts"],
        columns=tuple(_column(n) for n in notes),
        unknown=sum(n.unknown for n in notes),
    )


def _column(note: ColumnNote) -> ColumnLine:
    tone = "orange" if note.unknown else "green" if note.measure else "blue" if note.role else "secondary"
    taken = note.measure or note.role
    return ColumnLine(note=note, taken_as=taken_as_label(taken) if taken else "", tone=tone)
