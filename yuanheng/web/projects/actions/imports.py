"""An Excel library: handed in, read, its columns settled, confirmed as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import Problem, ProblemsError
from yuanheng.engines.ledger import mark_copy
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.keys import folded

from ..access import IMPORT
from ..library import LibraryRow, check_mapping, find_sheets, placed, plain, read_rows, sheets_of, shown
from ..models import ImportState, Investor, LibraryImport, Project
from ..stages import place_of
from .projects import Backer, Money, ProjectError, create_project
from .stages import record_stage

IMPORTED = "按原项目库的日期导入"


@transaction.atomic
def create_import(*, given: Any, by: User, at: datetime) -> LibraryImport:
    """Keep the file; a job reads it. Columns settled before for a sheet of the same headings are taken again."""
    stored = files.store(given, name=given.name, by=by)
    made = LibraryImport.objects.create(
        stored=stored, name=stored.name, by=by, organisation=bureau_of(by, IMPORT), created_at=at
    )
    record(by, "projects.import.created", target=made, after={"file": made.name, "sha256": stored.sha256})
    jobs.defer("projects.library.read", by=by, target=made, label=f"读取项目库:{made}", import_id=str(made.pk))
    return made


def read_file(made: LibraryImport, *, today: date) -> dict[str, Any]:
    """Sheets, rows and problems of the file as they stand under its mapping.

    Raises:
        ProblemsError: it may not be opened, or holds no library.
    """
    sheets = sheets_of(made.stored, made.mapping, today=today, find=find_sheets)
    rows: list[LibraryRow] = []
    problems: list[Problem] = []
    for sheet in sheets:
        found, asked = read_rows(sheet, file=made.name, today=today)
        rows += found
        problems += asked
    return {
        "sheets": [shown(s) for s in sheets],
        "rows": [asdict(r) for r in rows],
        "problems": [plain(p) for p in problems],
    }


@transaction.atomic
def keep_reading(import_id: Any, read: dict[str, Any] | ProblemsError) -> LibraryImport:
    """What was read, for a person to look at; or why it could not be."""
    made = LibraryImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if made.state not in (ImportState.READING, ImportState.PREVIEW):
        return made
    if isinstance(read, ProblemsError):
        made.state, made.problems = ImportState.REFUSED, [plain(p) for p in read.problems]
    else:
        known = _known_keys()
        seen: dict[tuple[str, str], dict[str, Any]] = {}
        codes: dict[str, dict[str, Any]] = {}
        for row in read["rows"]:
            key = _key(row)
            row["known"] = key in known
            row["repeat"] = key in seen
            if row["repeat"]:
                first = seen[key]
                read["problems"].append(_repeat(made.name, row, first))
            seen.setdefault(key, row)
            code = row["texts"].get("national_code", "")
            if code and not row["repeat"] and code in codes:
                read["problems"].append(_code_again(made.name, row, codes[code]))
            codes.setdefault(code, row)
        made.state, made.sheets, made.rows, made.problems = (
            ImportState.PREVIEW,
            read["sheets"],
            read["rows"],
            read["problems"],
        )
        made.known = sum(r["known"] for r in made.rows)
        made.blocked = sum(r["blocked"] and not r["known"] for r in made.rows)
        made.new = sum(not r["known"] and not r["blocked"] and not r["repeat"] for r in made.rows)
    made.save()
    record(made.by, "projects.import.read", target=made, after={"new": made.new, "blocked": made.blocked})
    return made


def _repeat(file: str, row: dict[str, Any], first: dict[str, Any]) -> dict[str, str]:
    where = " › ".join(p for p in (file, row["sheet"], f"第 {row['row']} 行") if p)
    return {
        "kind": "repeated_project", "where": where, "found": f"与第 {first['row']} 行({first['sheet'] or '本表'})同名同投资方",
        "expected": "一个项目一行", "advice": "只导入前一行;确是两个项目时改名后再导入", "file": file, "sheet": row["sheet"],
        "cell": f"A{row['row']}",
    }  # fmt: skip


def _code_again(file: str, row: dict[str, Any], first: dict[str, Any]) -> dict[str, str]:
    said = _repeat(file, row, first)
    return said | {
        "kind": "repeated_code", "found": f"项目代码 {row['texts']['national_code']} 与第 {first['row']} 行相同",
        "expected": "一个代码一个项目", "advice": "只有前一行带上这个代码;核对后在项目页补登",
    }  # fmt: skip


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return folded(row["texts"]["name"]), "|".join(sorted(folded(i)[:200] for i in row["investors"]))


def _known_keys() -> set[tuple[str, str]]:
    backers: dict[Any, list[str]] = {}
    for project, name in Investor.objects.values_list("project_id", "name_folded"):
        backers.setdefault(project, []).append(name)
    return {
        (name, "|".join(sorted(backers.get(pk, [])))) for pk, name in Project.objects.values_list("pk", "name_folded")
    }


@transaction.atomic
def map_columns(made: LibraryImport, *, said: dict[str, dict[str, str]], by: User, today: date) -> LibraryImport:
    """What the columns mean, as a person says; the file is read again.

    Raises:
        ProjectError: it waits for no mapping; or a field is given to two columns of a sheet.
    """
    row = _open(made)
    check_mapping(row.name, said, refuse=ProjectError)
    row.mapping = said
    row.save()
    record(by, "projects.import.mapped", target=row, after={"sheets": list(said)})
    return keep_reading(row.pk, read_file(row, today=today))


def _open(made: LibraryImport, *states: ImportState) -> LibraryImport:
    row = LibraryImport.objects.select_for_update(of=("self",)).select_related("stored").get(pk=made.pk)
    if row.state not in (states or (ImportState.PREVIEW,)):
        raise ProjectError(
            where=row.name, found=row.get_state_display(), expected="待确认的项目库", advice="需要时重新上传"
        )
    return row


@transaction.atomic
def confirm_import(made: LibraryImport, *, by: User, without_blocked: bool = False) -> LibraryImport:
    """A person has looked and says yes: a job enters the records.

    Raises:
        ProjectError: it waits for no confirmation; or records with open questions are not left out explicitly.
    """
    row = _open(made)
    if row.blocked and not without_blocked:
        raise ProjectError(
            where=row.name, found=f"{row.blocked} 个项目有待核的内容", expected="改好后重新上传,或明确这次不导入它们",
            advice="下载标注的表改正,或勾选“这些项目先不导入”",
        )  # fmt: skip
    row.state = ImportState.ENTERING
    row.save()
    record(by, "projects.import.confirmed", target=row, after={"new": row.new, "left_out": row.blocked})
    jobs.defer("projects.library.enter", by=by, target=row, label=f"导入项目库:{row}", import_id=str(row.pk))
    return row


@transaction.atomic
def enter_records(
    made: LibraryImport, *, by: User, at: datetime, tell: Callable[[int, int], None] = lambda done, of: None
) -> LibraryImport:
    """Every record that is not there yet, with its history; all or nothing. The same file again adds nothing.

    `tell(done, of)` hears how far it is. Safe to run twice.
    """
    row = _open(made, ImportState.ENTERING, ImportState.CONFIRMED)
    if row.state == ImportState.CONFIRMED:
        return row
    known, added = _known_keys(), 0
    for place, record_row in enumerate(row.rows):
        key = _key(record_row)
        if key not in known and not record_row["blocked"]:
            _enter(record_row, made=row, by=by, at=at)
            known.add(key)
            added += 1
        tell(place + 1, len(row.rows))
    row.state, row.confirmed_at, row.new = ImportState.CONFIRMED, at, added
    row.save()
    record(by, "projects.import.entered", target=row, after={"new": added, "known": row.known})
    return row


def _enter(said: dict[str, Any], *, made: LibraryImport, by: User, at: datetime) -> None:
    texts, stages = said["texts"], sorted(said["stages"], key=lambda s: (s[1], place_of(s[0])))
    first = min((date.fromisoformat(s[1]) for s in stages), default=at.astimezone(SHANGHAI).date())
    note = texts.get("note", "")
    summary = "\n".join(p for p in (texts.get("summary", ""), f"原表备注:{note}" if note else "") if p)
    project = create_project(
        name=texts["name"], by=by, at=at, organisation=made.organisation, origin=said["origin"], summary=summary,
        investors=[Backer(name=n[:200], country=texts.get("country", "")[:60]) for n in said["investors"]],
        amounts=[
            Money(kind=kind, amount=Decimal(amount), currency=currency, holds_from=first)
            for kind, (amount, currency) in said["amounts"].items()
        ],
        land_mu=Decimal(said["land_mu"]) if said["land_mu"] else None,
        **{k: texts[k] for k in ("cluster", "source_name", "town", "industry_code") if texts.get(k)},
        **_code(texts.get("national_code", "")),
    )  # fmt: skip
    for stage, day, about in stages:
        record_stage(
            project, stage=stage, on=date.fromisoformat(day), by=by, at=at, note=about or f"导入自 {made.name}"[:300],
            order_reason=IMPORTED,
        )  # fmt: skip


def _code(text: str) -> dict[str, str]:
    return {"national_code": text} if text and not Project.objects.filter(national_code=text).exists() else {}


@transaction.atomic
def discard_import(made: LibraryImport, *, by: User) -> LibraryImport:
    """Leave it out; it stays in the list.

    Raises:
        ProjectError: it was confirmed.
    """
    row = _open(made)
    row.state = ImportState.DISCARDED
    row.save()
    record(by, "projects.import.discarded", target=row, before={"state": ImportState.PREVIEW})
    return row


def marked(made: LibraryImport, out: Path) -> Path:
    """The user's own workbook with every doubt coloured and commented."""
    problems = [Problem(**{k: p[k] for k in p}) for p in made.problems]
    with placed(made.stored) as place:
        return mark_copy(place, problems, out)
