"""An operator's list of units and leases: handed in, read, its columns and units settled, confirmed as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from yuanheng.web.projects.library import check_mapping, placed, plain, sheets_of, shown

from ..access import LEASES
from ..library import ListedRow, find_tables, read_rows
from ..library.against import Known, against_register, known_of, within_file
from ..models import Building, Carrier, ImportState, Lease, LeaseImport, RentBasis, Unit
from ..terms import free_of, steps_of
from .carriers import add_building, add_unit, opened
from .leases import Said, enter_lease
from .refusing import CarrierError, day_of
from .tenants import tenant_named


@transaction.atomic
def create_import(carrier: Carrier, *, given: Any, by: User, at: datetime) -> LeaseImport:
    """Keep the file; a job reads it."""
    stored = files.store(given, name=given.name, by=by)
    made = LeaseImport.objects.create(
        carrier=carrier, stored=stored, name=stored.name, by=by, organisation=bureau_of(by, LEASES), created_at=at
    )
    record(by, "carriers.import.created", target=made, after={"file": made.name, "carrier": carrier.name})
    label = f"读取租约清单:{made}"
    jobs.defer("carriers.leases.read", by=by, target=made, label=label, import_id=str(made.pk))
    return made


def read_list(made: LeaseImport, *, today: date) -> dict[str, Any]:
    """Sheets, rows and problems of the file as they stand under its mapping and units.

    Raises:
        ProblemsError: it may not be opened, or holds no list of units.
    """
    rows: list[ListedRow] = []
    problems: list[Problem] = []
    sheets = sheets_of(made.stored, made.mapping, today=today, find=find_tables)
    for sheet in sheets:
        found, asked = read_rows(sheet, file=made.name, today=today, said=made.bases.get(sheet.name, {}))
        rows, problems = rows + found, problems + asked
    problems += within_file(rows, file=made.name)
    problems += against_register(rows, known_of(made.carrier), file=made.name)
    return {
        "sheets": [shown(s) for s in sheets],
        "rows": [asdict(r) for r in rows],
        "problems": [plain(p) for p in problems],
    }


@transaction.atomic
def keep_reading(import_id: Any, read: dict[str, Any] | ProblemsError) -> LeaseImport:
    """What was read, for a person to look at; or why it could not be."""
    made: LeaseImport = (
        LeaseImport.objects.select_for_update(of=("self",)).select_related("carrier", "by").get(pk=import_id)
    )
    if made.state not in (ImportState.READING, ImportState.PREVIEW):
        return made
    if isinstance(read, ProblemsError):
        made.state, made.problems = ImportState.REFUSED, [plain(p) for p in read.problems]
    else:
        made.state, made.sheets, made.rows, made.problems = (
            ImportState.PREVIEW, read["sheets"], read["rows"], read["problems"]
        )  # fmt: skip
        _count(made)
    made.save()
    record(made.by, "carriers.import.read", target=made, after={"new": made.new, "blocked": made.blocked})
    return made


def _count(made: LeaseImport) -> None:
    """What would be added; rows in doubt wait."""
    known = known_of(made.carrier)
    fine = [r for r in made.rows if not r["blocked"]]
    leases = [r for r in fine if r["let"]]
    there = sum(known.has_lease(r) for r in leases)
    units = {(r["texts"]["building"], r["texts"]["unit"]) for r in fine}
    made.new, made.known, made.blocked = len(leases) - there, there, sum(r["blocked"] for r in made.rows)
    made.counts = {"units": sum(key not in known.units for key in units), "vacant": len(fine) - len(leases)}


@transaction.atomic
def settle_columns(
    made: LeaseImport, *, said: dict[str, dict[str, str]], bases: dict[str, dict[str, str]], by: User, today: date
) -> LeaseImport:
    """What the columns mean and what a rent is per, as a person says; the file is read again.

    Raises:
        CarrierError: it waits for no mapping; a field is given to two columns; no such unit of rent.
    """
    row = _open(made)
    check_mapping(row.name, said, refuse=CarrierError)
    wrong = [b for each in bases.values() for k, b in each.items() if k == "rent" and b and b not in RentBasis.values]
    if wrong:
        raise CarrierError(
            where=row.name, found=wrong[0], expected="、".join(RentBasis.labels), advice="改选租金的单位"
        )
    row.mapping, row.bases = said, bases
    row.save()
    record(by, "carriers.import.mapped", target=row, after={"sheets": list(said), "units": bases})
    return keep_reading(row.pk, read_list(row, today=today))


def _open(made: LeaseImport, *states: ImportState) -> LeaseImport:
    rows = LeaseImport.objects.select_for_update(of=("self",)).select_related("stored", "carrier", "by")
    row: LeaseImport = rows.get(pk=made.pk)
    if row.state not in (states or (ImportState.PREVIEW,)):
        raise CarrierError(
            where=row.name, found=row.get_state_display(), expected="待确认的清单", advice="需要时重新上传"
        )
    return row


@transaction.atomic
def confirm_import(made: LeaseImport, *, by: User, without_blocked: bool = False) -> LeaseImport:
    """A person has looked and says yes: a job enters the leases.

    Raises:
        CarrierError: it waits for no confirmation; rows in doubt are not left out explicitly.
    """
    row = _open(made)
    if row.blocked and not without_blocked:
        raise CarrierError(
            where=row.name, found=f"{row.blocked} 行有待核的内容", expected="改好后重新上传,或明确这次不导入它们",
            advice="下载标注的表改正,或勾选“这些行先不导入”",
        )  # fmt: skip
    row.state = ImportState.ENTERING
    row.save()
    record(by, "carriers.import.confirmed", target=row, after={"new": row.new, "left_out": row.blocked})
    label = f"导入租约清单:{row}"
    jobs.defer("carriers.leases.enter", by=by, target=row, label=label, import_id=str(row.pk))
    return row


@transaction.atomic
def discard_import(made: LeaseImport, *, by: User) -> LeaseImport:
    """Leave it out; it stays in the list.

    Raises:
        CarrierError: it was confirmed.
    """
    row = _open(made)
    row.state = ImportState.DISCARDED
    row.save()
    record(by, "carriers.import.discarded", target=row, before={"state": ImportState.PREVIEW})
    return row


@transaction.atomic
def enter_leases(
    made: LeaseImport, *, by: User, at: datetime, tell: Callable[[int, int], None] = lambda done, of: None
) -> LeaseImport:
    """Every building, unit and lease that is not there yet; all or nothing. The same file again adds nothing.

    A unit that is there keeps what it is: a list changes no area behind anybody's back. Safe to run twice.
    """
    row = _open(made, ImportState.ENTERING, ImportState.CONFIRMED)
    if row.state == ImportState.CONFIRMED:
        return row
    fine = [r for r in row.rows if not r["blocked"]]
    known = known_of(row.carrier)
    units = _units(row.carrier, fine, known, by=by, at=at)
    added = 0
    for place, said in enumerate(sorted(fine, key=lambda r: r["starts"] or "")):
        if said["let"] and not known.has_lease(said):
            _lease(units[said["texts"]["building"], said["texts"]["unit"]], said, by=by, at=at)
            known.add_lease(said)
            added += 1
        tell(place + 1, len(fine))
    row.state, row.confirmed_at, row.new = ImportState.CONFIRMED, at, added
    row.save()
    record(by, "carriers.import.entered", target=row, after={"leases": added, "known": row.known})
    return row


def _units(
    carrier: Carrier, rows: Iterable[dict[str, Any]], known: Known, *, by: User, at: datetime
) -> dict[tuple[str, str], Unit]:
    buildings: dict[str, Building] = {b.name: b for b in carrier.buildings.all()}  # type: ignore[attr-defined]
    units = dict(known.units)
    begins = _begins(rows, min(opened(carrier, at), day_of(at)))
    for said in rows:
        name, number = said["texts"]["building"], said["texts"]["unit"]
        if name not in buildings:
            buildings[name] = add_building(carrier, name=name, by=by, at=at)
        if (name, number) not in units:
            units[name, number] = add_unit(
                buildings[name], floor=str(said["level"]), number=number, holds_from=begins[name, number], by=by, at=at,
                gross_m2=_number(said["gross"]), lettable_m2=_number(said["area"]) or _number(said["gross"]),
                use=said["use"], condition=said["condition"],
            )  # fmt: skip
    return units


def _begins(rows: Iterable[dict[str, Any]], latest: date) -> dict[tuple[str, str], date]:
    """A unit is there from the carrier's opening, or from its first lease where that is earlier."""
    found: dict[tuple[str, str], date] = {}
    for said in rows:
        key = (said["texts"]["building"], said["texts"]["unit"])
        first = date.fromisoformat(said["starts"]) if said["let"] and said["starts"] else latest
        found[key] = min(found.get(key, latest), first)
    return found


def _lease(unit: Unit, said: dict[str, Any], *, by: User, at: datetime) -> Lease:
    texts = said["texts"]
    return enter_lease(
        unit, by=by, at=at,
        said=Said(
            tenant=tenant_named(texts["tenant"], at=at, uscc=texts.get("uscc", "")), kind=said["kind"],
            starts=date.fromisoformat(said["starts"]), ends=date.fromisoformat(said["ends"]),
            number=texts.get("number", ""), area=_number(said["area"]), rent=_number(said["rent"]), basis=said["basis"],
            deposit=_number(said["deposit"]), steps=steps_of(said["steps"]), free=free_of(said["free"]),
            note=texts.get("note", ""),
        ),
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def marked(made: LeaseImport, out: Path) -> Path:
    """The operator's own table with every doubt coloured and commented."""
    with placed(made.stored) as place:
        return mark_copy(place, [Problem(**p) for p in made.problems], out)
