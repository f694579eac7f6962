"""A person puts a figure right: a new fact takes the place of the old one, which stays to be read."""

from __future__ import annotations

import io
import uuid
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from yuanheng.engines.calendars import parse_period
from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User

from ..models import (
    Correction,
    Fact,
    FactDecision,
    FileState,
    Reading,
    Upload,
    UploadFile,
    UploadState,
    Verdict,
)
from ..snapshots import active_facts
from ..wording import measure_label, period_label, shown_in
from .figures import request_figures

M2_A_MU = Decimal(2000) / Decimal(3)
"""㎡ in one 亩 (1 亩 = 1/15 hectare): a fact of an area is handed over in ㎡ and kept in 亩."""


class CorrectionError(YuanhengError):
    """A figure that cannot be put right so, or a correction that cannot be undone."""

    kind = "correction"


@transaction.atomic
def correct_fact(
    fact: Fact, *, amount: Decimal, why: str, document: str, by: User, at: datetime, paper: StoredFile | None = None
) -> Correction:
    """From `at` on `amount` (in the fact's inside unit) counts instead of the fact's; what was known before stays as it was.

    Raises:
        CorrectionError: the fact counts no more, contradicts another, or says that amount already.
    """
    standing = FactDecision.objects.filter(fact=fact, undone_at__isnull=True).first()
    _check(fact, amount, standing)
    made = _new_fact(fact, amount, _slip(fact, amount, why=why, document=document, by=by), by=by, at=at)
    before = (standing.verdict, standing.group) if standing else ("", None)
    _end(fact, by=by, at=at)
    FactDecision.objects.create(
        fact=fact, group=uuid.uuid4(), verdict=Verdict.LEFT_OUT, why=f"已更正:{why}"[:300], by=by, at=at
    )
    if standing is not None:
        FactDecision.objects.create(
            fact=made, group=standing.group, verdict=standing.verdict, why=standing.why, by=by, at=at
        )
    row = Correction.objects.create(
        fact=fact, made=made, why=why, document=document, paper=paper, verdict=before[0], group=before[1], by=by, at=at
    )
    said = {"fact": fact.pk, "cell": _place(fact), "was": fact.amount, "is": amount, "why": why, "document": document}
    record(by, "ledger.fact.corrected", target=row, after=said)
    request_figures()
    return row


def _check(fact: Fact, amount: Decimal, standing: FactDecision | None) -> None:
    where = f"{fact.subject_name or fact.account} › {measure_label(fact.measure)} {period_label(fact.period)}"
    if not active_facts().filter(pk=fact.pk).exists():
        raise CorrectionError(
            where=where, found="这个数已不参与计算", expected="参与计算的数", advice="更正现在参与计算的那个数"
        )
    if fact.conflict and standing is None:
        raise CorrectionError(
            where=where, found="同一时期有相互矛盾的数", expected="已核定的数", advice="先核定采用哪一个,再更正"
        )
    if amount == fact.amount:
        raise CorrectionError(where=where, found="与原数相同", expected="更正后的数", advice="核对数和单位")


def _place(fact: Fact) -> str:
    return " › ".join(p for p in (fact.file, fact.sheet, fact.cell) if p)


def _slip(fact: Fact, amount: Decimal, *, why: str, document: str, by: User) -> StoredFile:
    """The paper trail of the new fact: a slip of text, kept like any file that figures come from."""
    how = shown_in(fact.measure, fact.unit)
    lines = (
        "数据更正单", f"企业:{fact.subject_name or fact.account}", f"指标:{measure_label(fact.measure)}",
        f"所属期:{period_label(fact.period)}", f"原数:{fact.amount / how.divisor:f} {how.shown}({_place(fact)})",
        f"更正为:{amount / how.divisor:f} {how.shown}", f"文号:{document}", f"原因:{why}", f"更正人:{by}",
    )  # fmt: skip
    return files.store(io.BytesIO("\n".join(lines).encode()), name="数据更正单.txt", by=by)


def _new_fact(fact: Fact, amount: Decimal, slip: StoredFile, *, by: User, at: datetime) -> Fact:
    """The fact again with the new amount; it stands in the file and cell of the old one, so that both are added up alike."""
    upload = Upload.objects.create(
        by=by, organisation=fact.reading.file.upload.organisation, year=parse_period(fact.period).year,
        note=f"更正:{fact.subject_name or fact.account} {measure_label(fact.measure)}"[:300], state=UploadState.READ,
    )  # fmt: skip
    file = UploadFile.objects.create(
        upload=upload, stored=slip, name=slip.name, sha256=slip.sha256, state=FileState.READ, facts=1
    )
    reading = Reading.objects.create(
        file=file, name=slip.name, file_hash=slip.sha256, source=fact.source, facts_count=1, read_at=at
    )
    copied = {
        field.attname: getattr(fact, field.attname) for field in Fact._meta.concrete_fields if field.attname != "id"
    }
    copied |= {
        "reading_id": reading.pk, "amount": amount, "value": float(amount * M2_A_MU if fact.unit == "m2" else amount),
        "raw": f"{amount.normalize():f}", "derived": False, "conflict": False, "recorded_at": at,
        "file_hash": slip.sha256,
    }  # fmt: skip
    return Fact.objects.create(**copied)


def _end(fact: Fact, *, by: User, at: datetime) -> None:
    FactDecision.objects.filter(fact=fact, undone_at__isnull=True).update(undone_at=at, undone_by=by)


@transaction.atomic
def undo_correction(row: Correction, *, by: User, at: datetime, why: str) -> Correction:
    """The old figure counts again, as it did before; the corrected one stays to be read.

    Raises:
        CorrectionError: it is undone already, or its own figure was corrected again.
    """
    row = Correction.objects.select_for_update(of=("self",)).select_related("fact", "made").get(pk=row.pk)
    again = Correction.objects.filter(fact=row.made, undone_at__isnull=True).exists()
    if row.undone_at is not None or again:
        raise CorrectionError(
            where=str(row), found="更正后的数又更正过" if again else "已撤销", expected="最近一次有效的更正",
            advice="先撤销后一次更正" if again else "无需再撤销",
        )  # fmt: skip
    for fact in (row.fact, row.made):
        _end(fact, by=by, at=at)
    FactDecision.objects.create(
        fact=row.made, group=uuid.uuid4(), verdict=Verdict.LEFT_OUT, why=f"更正已撤销:{why}"[:300], by=by, at=at
    )
    if row.verdict:
        FactDecision.objects.create(
            fact=row.fact, group=row.group, verdict=row.verdict, why=f"更正已撤销:{why}"[:300], by=by, at=at
        )
    row.undone_at, row.undone_by, row.undone_why = at, by, why
    row.save()
    record(by, "ledger.fact.correction_undone", target=row, before={"is": row.made.amount}, after={"why": why})
    request_figures()
    return row
