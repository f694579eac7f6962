"""A land file: handed in, read in the background, questions answered, looked at, accepted as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import ProblemsError, YuanhengError
from yuanheng.web.base import files, jobs
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from ..access import IMPORT
from ..bringing import ground, layer, ledger
from ..bringing.ground import enter_ground
from ..bringing.layer_enter import enter_layer
from ..bringing.ledger_enter import enter_ledger
from ..models import ImportKind, ImportState, LandImport

LOOK: dict[str, Callable[..., dict[str, Any]]] = {
    ImportKind.LAYER: layer.look_at, ImportKind.LEDGER: ledger.look_at, ImportKind.GROUND: ground.look_at,
}  # fmt: skip
ENTER: dict[str, Callable[..., dict[str, int]]] = {
    ImportKind.LAYER: enter_layer, ImportKind.LEDGER: enter_ledger, ImportKind.GROUND: enter_ground,
}  # fmt: skip
ENDINGS = {
    ImportKind.LAYER: (".geojson", ".json", ".zip", ".gpkg", ".dxf", ".xlsx"),
    ImportKind.LEDGER: (".xlsx", ".xls", ".ods", ".csv"),
    ImportKind.GROUND: (".geojson", ".json", ".zip", ".gpkg"),
}


class LandImportError(YuanhengError):
    """An import that cannot go on so."""

    kind = "land_import"


@transaction.atomic
def create_import(
    *, kind: str, given: Any, holds_from: date, by: User, at: datetime, whole: bool = False
) -> LandImport:
    """Keep the file; a job reads it.

    Raises:
        LandImportError: a kind of file that this is not read from, or a day that has not come.
    """
    endings = ENDINGS[ImportKind(kind)]
    if not str(given.name).lower().endswith(endings):
        raise LandImportError(
            where=str(given.name),
            found="不是能读的文件",
            expected="、".join(endings),
            advice="请提供单位导出成这些格式之一",
        )
    if holds_from > at.astimezone(SHANGHAI).date():
        raise LandImportError(where="截至日期", found=str(holds_from), expected="今天或以前", advice="填资料的截止日期")
    stored = files.store(given, name=given.name, by=by)
    made = LandImport.objects.create(
        kind=kind, stored=stored, name=stored.name, holds_from=holds_from, whole=whole, by=by,
        organisation=bureau_of(by, IMPORT), created_at=at,
    )  # fmt: skip
    record(by, "land.import.created", target=made, after={"file": made.name, "kind": kind, "sha256": stored.sha256})
    _read_again(made, by)
    return made


def _read_again(made: LandImport, by: User) -> None:
    jobs.defer("land.import.read", by=by, target=made, label=f"读取土地数据:{made}", import_id=str(made.pk))


def read_file(made: LandImport, *, tell: Callable[[int, str], None] = lambda percent, text: None) -> dict[str, Any]:
    """What the file says under the answers given; a refusal is an answer too."""
    try:
        return LOOK[made.kind](made, tell=tell)
    except ProblemsError as error:
        return {"refused": [asdict(p) for p in error.problems]}
    except YuanhengError as error:
        return {"refused": [asdict(error.problem)]}


@transaction.atomic
def keep_reading(import_id: Any, read: dict[str, Any]) -> LandImport:
    """What was read, for a person to look at; or what has to be asked; or why it could not be read."""
    made = LandImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if made.state != ImportState.READING:
        return made
    if "refused" in read:
        made.state, made.problems = ImportState.REFUSED, read["refused"]
    else:
        for name in ("question", "found", "problems", "faults", "changes", "system", "prepared"):
            if name in read:
                setattr(made, name, read[name])
        made.state = ImportState.ASKING if made.question else ImportState.PREVIEW
    made.save()
    counts = {k: v for k, v in made.found.items() if isinstance(v, int)}
    record(made.by, "land.import.read", target=made, after={"state": made.state, **counts})
    return made


def _open(made: LandImport, *states: ImportState) -> LandImport:
    rows = LandImport.objects.select_for_update(of=("self",)).select_related("stored", "prepared", "organisation", "by")
    row: LandImport = rows.get(pk=made.pk)
    if row.state not in states:
        raise LandImportError(
            where=row.name,
            found=row.get_state_display(),
            expected="、".join(s.label for s in states),
            advice="刷新页面后再办",
        )
    return row


@transaction.atomic
def answer(
    made: LandImport, *, by: User, told: str | None = None, units: dict[str, str] | None = None,
    repairs: list[int] | None = None, only: str | None = None,
) -> LandImport:  # fmt: skip
    """Answer the question, choose repairs, narrow to a district; the file is read again.

    Raises:
        LandImportError: it waits for no answer.
    """
    row = _open(made, ImportState.ASKING, ImportState.PREVIEW)
    before = {"told": row.told, "units": row.units, "repairs": row.repairs, "only": row.only}
    row.told = row.told if told is None else told[:80]
    row.units = row.units if units is None else row.units | units
    row.repairs = row.repairs if repairs is None else repairs
    row.only = row.only if only is None else only[:60]
    row.state = ImportState.READING
    row.save()
    after = {"told": row.told, "units": row.units, "repairs": row.repairs, "only": row.only}
    record(by, "land.import.answered", target=row, before=before, after=after)
    _read_again(row, by)
    return row


@transaction.atomic
def accept_import(made: LandImport, *, by: User, at: datetime, without_blocked: bool = False) -> LandImport:
    """A person has looked and says yes: a job enters it.

    Raises:
        LandImportError: it waits for no yes, or some of it cannot be taken and that was not agreed to.
    """
    row = _open(made, ImportState.PREVIEW)
    blocked = int(row.found.get("blocked") or 0)
    if blocked and not without_blocked:
        raise LandImportError(
            where=row.name, found=f"{blocked} 个宗地不能入库", expected="修补、改正,或明确这次不收它们",
            advice="在下面接受修补,或勾选“这些先不收”",
        )  # fmt: skip
    row.state, row.accepted_by = ImportState.ENTERING, by
    row.save()
    record(by, "land.import.accepted", target=row, after={"left_out": blocked})
    jobs.defer("land.import.enter", by=by, target=row, label=f"土地数据入库:{row}", import_id=str(row.pk))
    return row


@transaction.atomic
def enter_import(made: LandImport, *, by: User, at: datetime) -> LandImport:
    """All of it, in one transaction. Safe to run twice.

    Raises:
        LandImportError: nobody accepted it.
    """
    row = _open(made, ImportState.ENTERING, ImportState.ACCEPTED)
    if row.state == ImportState.ACCEPTED:
        return row
    counts = ENTER[row.kind](row, by=by, at=at)
    row.state, row.accepted_at = ImportState.ACCEPTED, at
    row.found = row.found | {"entered": counts}
    row.save()
    record(by, "land.import.entered", target=row, after=counts)
    return row


@transaction.atomic
def discard_import(made: LandImport, *, by: User) -> LandImport:
    """Leave it out; it stays in the list.

    Raises:
        LandImportError: it was accepted.
    """
    row = _open(made, ImportState.PREVIEW, ImportState.ASKING)
    before = row.state
    row.state = ImportState.DISCARDED
    row.save()
    record(by, "land.import.discarded", target=row, before={"state": before})
    return row
