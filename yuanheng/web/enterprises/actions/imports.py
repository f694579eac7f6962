"""Bringing a register in: hand in, read, confirm as a whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yuanheng.engines.errors import ProblemsError, YuanhengError
from yuanheng.engines.identities import Register
from yuanheng.engines.ledger import read_register, read_workbook
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..access import IMPORT
from ..merging import FIELDS, Clash, Difference, compare
from ..models import Enterprise, FormerName, ImportState, RegisterImport
from ..registries import register_changed
from .doubts import keep_doubts

if TYPE_CHECKING:
    from yuanheng.engines.ledger import RegisterReading

MOST_SHOWN = 2000
YEAR_OF_NO_MEANING = 2000  # a register has no figures; the reader asks for a year all the same


class NotConfirmableError(YuanhengError):
    """An import that cannot be confirmed any more."""

    kind = "import_not_confirmable"


@transaction.atomic
def create_import(*, by: User, given: Any) -> RegisterImport:
    """Keep the sheet and let the worker read it; nothing reaches the register yet."""
    stored = files.store(given, name=given.name, by=by)
    made = RegisterImport.objects.create(by=by, organisation=bureau_of(by, IMPORT), stored=stored, name=stored.name)
    record(by, "enterprises.import.created", target=made, after={"file": stored.name, "sha256": stored.sha256})
    jobs.defer("enterprises.register.read", by=by, target=made, label=f"读取名录:{made}", import_id=str(made.pk))
    return made


@transaction.atomic
def keep_preview(import_id: Any, read: RegisterReading | ProblemsError) -> RegisterImport:
    """What the sheet would change, for a person to look at; or why it could not be read."""
    made = RegisterImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if made.state not in (ImportState.READING, ImportState.PREVIEW):
        return made
    if isinstance(read, ProblemsError):
        made.state = ImportState.REFUSED
        made.problems = [_problem(p) for p in read.problems]
    else:
        merge = compare(read.register, known_firms())
        made.state = ImportState.PREVIEW
        made.problems = [_problem(p) for p in read.problems] + [_clash(made, clash) for clash in merge.clashes]
        made.new = sum(d.kind == "new" for d in merge.differences)
        made.changed = len(merge.differences) - made.new
        made.same = merge.same
        made.differences = [shown(d) for d in merge.differences[:MOST_SHOWN]]
    made.save()
    record(made.by, "enterprises.import.read", target=made, after={"new": made.new, "changed": made.changed})
    return made


def known_firms() -> list[Enterprise]:
    """The register as it stands, with former names, in two queries."""
    return list(Enterprise.objects.prefetch_related("former_names"))


def shown(difference: Difference) -> dict[str, Any]:
    """A difference as the page shows it."""
    row = difference.row
    return {
        "kind": difference.kind,
        "code": row.id,
        "name": row.name,
        "uscc": row.uscc,
        "town": row.town,
        "enterprise": str(difference.known.pk) if difference.known else None,
        "changes": [[FIELDS[f], _text(old), _text(new)] for f, (old, new) in difference.changes.items()],
        "former_names": list(difference.new_former_names),
    }


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _problem(problem: Any) -> dict[str, str]:
    return {k: getattr(problem, k) for k in ("kind", "where", "found", "expected", "advice", "sheet", "cell")}


def _clash(made: RegisterImport, clash: Clash) -> dict[str, str]:
    return {
        "kind": "uscc_of_another" if clash.kind == "code_taken" else clash.kind,
        "where": f"{made.name} › {clash.row.name}",
        "found": clash.why,
        "expected": "一家企业一个代码,一个代码一家企业",
        "advice": "本行不并入;确认导入后在“名录疑点”里逐条核对",
        "sheet": "",
        "cell": "",
    }


@transaction.atomic
def confirm_import(made: RegisterImport, *, by: User, at: datetime) -> RegisterImport:
    """Merge the sheet into the register as a whole. It is compared again, so nothing of the meantime is lost.

    Raises:
        NotConfirmableError: confirmed, discarded or refused already.
    """
    made = RegisterImport.objects.select_for_update(of=("self",)).select_related("stored").get(pk=made.pk)
    if made.state != ImportState.PREVIEW:
        raise NotConfirmableError(
            where=made.name, found=made.get_state_display(), expected="待确认的名录", advice="需要时重新上传名录"
        )
    read = read_sheet(made)
    merge = merge_register(read.register)
    counts = merge.counts
    keep_doubts(made, read.doubled, merge.clashes)
    made.state, made.confirmed_at, made.confirmed_by = ImportState.CONFIRMED, at, by
    made.new, made.changed, made.same = counts
    made.save()
    after = {"new": made.new, "changed": made.changed, "same": made.same}
    record(by, "enterprises.import.confirmed", target=made, after=after)
    register_changed()
    return made


def read_sheet(made: RegisterImport, *, confined: bool = False) -> RegisterReading:
    """The register sheet through the engine, under its own name (the engine goes by the ending).

    `confined`: first open it in the reader's child process under its limits, so that a hostile file is refused there.

    Raises:
        ProblemsError: it may not be opened, or no header was found.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / Path(made.name.replace("/", "_")).name
        shutil.copyfile(files.path_of(made.stored), place)
        if confined:
            opened = read_workbook(place, year=YEAR_OF_NO_MEANING)
            if opened.refused:
                raise ProblemsError(opened.problems)
        return read_register(place)


@dataclass(frozen=True, slots=True)
class Merged:
    """(new, changed, same), and the rows that contradict what is known."""

    counts: tuple[int, int, int]
    clashes: tuple[Clash, ...]


def merge_register(register: Register) -> Merged:
    """Add and change. Must run inside a transaction."""
    merge = compare(register, Enterprise.objects.select_for_update(of=("self",)).prefetch_related("former_names"))
    new = [d for d in merge.differences if d.kind == "new"]
    _add(new)
    changed = [d for d in merge.differences if d.kind == "changed"]
    for difference in changed:
        _change(difference)
    return Merged((len(new), len(changed), merge.same), merge.clashes)


def _add(new: list[Difference]) -> None:
    firms, names = [], []
    for difference in new:
        row = difference.row
        firm = Enterprise(code=row.id, **{f: getattr(row, f) for f in FIELDS if f != "uscc"}, uscc=row.uscc or None)
        firm.fill_keys(difference.new_former_names)
        firms.append(firm)
        for name in difference.new_former_names:
            former = FormerName(enterprise=firm, name=name)
            former.fill_key()
            names.append(former)
    Enterprise.objects.bulk_create(firms, batch_size=1000)
    FormerName.objects.bulk_create(names, batch_size=1000)


def _change(difference: Difference) -> None:
    firm = difference.known
    assert firm is not None
    for name, (_, new) in difference.changes.items():
        setattr(firm, name, new)
    for name in difference.new_former_names:
        FormerName.objects.get_or_create(enterprise=firm, name=name)
    firm._prefetched_objects_cache = {}
    firm.save()


@transaction.atomic
def discard_import(made: RegisterImport, *, by: User) -> RegisterImport:
    """Leave the sheet out; it stays in the list.

    Raises:
        NotConfirmableError: it is in the register already.
    """
    made = RegisterImport.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.state == ImportState.CONFIRMED:
        raise NotConfirmableError(
            where=made.name, found="已并入名录", expected="尚未确认的名录", advice="在企业页上逐家改正"
        )
    before = {"state": made.state}
    made.state = ImportState.DISCARDED
    made.save()
    record(by, "enterprises.import.discarded", target=made, before=before)
    return made
