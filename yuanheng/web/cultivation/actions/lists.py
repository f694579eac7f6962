"""Published lists of recognised firms: read, matched with the register, confirmed as a whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import ProblemsError, YuanhengError
from yuanheng.engines.ledger import read_register, read_workbook
from yuanheng.engines.linkage import link_record
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.enterprises.models import Enterprise

from ..access import RECOGNISE
from ..models import ListState, PublishedList, Qualification, QualificationState
from .qualifications import expiry, not_after


class ListError(YuanhengError):
    """A list that cannot be brought in."""

    kind = "published_list"


@transaction.atomic
def create_list(
    *, given: Any, kind: str, recognised_on: date, counts_for: int, by: User, at: datetime, renewal: bool = False,
    issuer: str = "", document: str = "", batch: str = "",
) -> PublishedList:  # fmt: skip
    """Keep the file and match its firms; nothing counts before it is confirmed.

    Raises:
        ProblemsError: the file may not be opened, or no column of names was found.
        QualificationError: the day of recognition has not come.
    """
    not_after(at, recognised_on, kind)
    stored = files.store(given, name=given.name, by=by)
    rows, problems = _matched(stored, year=counts_for)
    made = PublishedList.objects.create(
        stored=stored, name=stored.name, kind=kind, recognised_on=recognised_on, counts_for=counts_for, renewal=renewal,
        issuer=issuer, document=document, batch=batch, rows=rows, problems=problems, by=by, created_at=at,
        matched=sum(bool(r["enterprise"]) for r in rows), unmatched=sum(not r["enterprise"] for r in rows),
        organisation=bureau_of(by, RECOGNISE),
    )  # fmt: skip
    record(by, "cultivation.list.read", target=made, after={"file": made.name, "kind": kind, "rows": len(rows)})
    return made


def _matched(stored: StoredFile, *, year: int) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Each firm of the file with the one of the register it means, by code or exact name; others are left to a person."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / Path(stored.name.replace("/", "_")).name
        shutil.copyfile(files.path_of(stored), place)
        opened = read_workbook(place, year=year)  # first in the confined child, so that a hostile file is refused there
        if opened.refused:
            raise ProblemsError(opened.problems)
        reading = read_register(place)
    register = Enterprise.objects.to_register()
    rows = []
    for firm in reading.register:
        decision = link_record(firm.name, firm.uscc, register)
        sure = decision.decision == "auto"
        rows.append({"name": firm.name, "uscc": firm.uscc, "enterprise": decision.right_id if sure else ""})
    problems = [{k: getattr(p, k) for k in ("where", "found", "expected", "advice")} for p in reading.problems]
    return rows, problems


@transaction.atomic
def settle_row(made: PublishedList, *, index: int, enterprise: Enterprise | None, by: User) -> PublishedList:
    """Say which firm a row means, or (None) that it is none of the zone's."""
    row = _waiting(made)
    if not 0 <= index < len(row.rows):
        raise ListError(
            where=row.name, found=f"第 {index + 1} 行", expected=f"1 到 {len(row.rows)} 行", advice="刷新页面"
        )
    entry = row.rows[index]
    entry["enterprise"] = str(enterprise.pk) if enterprise else ""
    entry["outside"] = enterprise is None
    row.matched = sum(bool(r["enterprise"]) for r in row.rows)
    row.unmatched = sum(not r["enterprise"] and not r.get("outside") for r in row.rows)
    row.save()
    after = {"name": entry["name"], "enterprise": enterprise.name if enterprise else "不是本区企业"}
    record(by, "cultivation.list.settled", target=row, after=after)
    return row


@transaction.atomic
def confirm_list(made: PublishedList, *, by: User, at: datetime) -> PublishedList:
    """Every matched firm is recognised; a declaration that waits is completed; one that is there already stays as it is.

    Raises:
        ListError: confirmed or discarded already, or rows are not settled.
    """
    row = _waiting(made)
    if row.unmatched:
        raise ListError(
            where=row.name, found=f"{row.unmatched} 家没有对上企业名录", expected="每一家都已对上,或注明不是本区企业",
            advice="逐家选择对应的企业,或先把企业登记入名录",
        )  # fmt: skip
    for entry in row.rows:
        if entry["enterprise"]:
            _recognise(row, entry["enterprise"], by=by, at=at)
    row.state, row.confirmed_at = ListState.CONFIRMED, at
    row.save()
    record(by, "cultivation.list.confirmed", target=row, after={"matched": row.matched})
    return row


def _recognise(row: PublishedList, enterprise: str, *, by: User, at: datetime) -> None:
    same = Qualification.objects.select_for_update().filter(enterprise=enterprise, kind=row.kind)
    if same.filter(state=QualificationState.RECOGNISED, recognised_on=row.recognised_on).exists():
        return
    waiting = same.filter(state=QualificationState.DECLARED).order_by("declared_on").first()
    found = waiting or Qualification(enterprise_id=enterprise, kind=row.kind, known_at=at, by=by)
    found.state, found.recognised_on, found.counts_for = (
        QualificationState.RECOGNISED,
        row.recognised_on,
        row.counts_for,
    )
    found.renewal, found.issuer, found.document, found.batch = row.renewal, row.issuer, row.document, row.batch
    found.recognised_known_at, found.expires_on = at, expiry(row.kind, row.recognised_on)
    found.save()


@transaction.atomic
def discard_list(made: PublishedList, *, by: User) -> PublishedList:
    """Leave it out; it stays in the list of lists.

    Raises:
        ListError: it was confirmed.
    """
    row = _waiting(made)
    row.state = ListState.DISCARDED
    row.save()
    record(by, "cultivation.list.discarded", target=row, before={"state": ListState.PREVIEW})
    return row


def _waiting(made: PublishedList) -> PublishedList:
    row = PublishedList.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if row.state != ListState.PREVIEW:
        raise ListError(where=row.name, found=row.get_state_display(), expected="待确认的名单", advice="需要时重新上传")
    return row
