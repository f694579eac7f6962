"""The one way to each thing of the ledger, and the permissions by name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from yuanheng.web.base.access import access_one, bureau_of, reach, sees, visible
from yuanheng.web.base.models import User

from .models import BulkAcceptance, Correction, Fact, ProblemRow, Reading, Record, Upload, UploadFile
from .wording import field_group

VIEW_UPLOAD = "ledger.upload.view"
CREATE_UPLOAD = "ledger.upload.create"
WITHDRAW_UPLOAD = "ledger.upload.withdraw"
SETTLE_PROBLEM = "ledger.problem.settle"
VIEW_LAYOUT = "ledger.layout.view"
MAP_LAYOUT = "ledger.layout.map"
VIEW_LINK = "ledger.link.view"
REVIEW_LINK = "ledger.link.review"
VIEW_FACT = "ledger.fact.view"
CORRECT_FACT = "ledger.fact.correct"
VIEW_RESTATEMENT = "ledger.restatement.view"
VIEW_CONFLICT = "ledger.conflict.view"
DECIDE_CONFLICT = "ledger.conflict.decide"
VIEW_REMINDER = "ledger.reminder.view"
ASSIGN_SOURCE = "ledger.source.assign"


def access_upload(user: User, pk: Any, *, needed: str = VIEW_UPLOAD) -> Upload:
    """An upload within reach."""
    rows = Upload.objects.select_related("by", "organisation", "withdrawn_by")
    found: Upload = access_one(user, needed, rows, pk=pk)
    return found


def access_file(user: User, pk: Any) -> UploadFile:
    """A file of an upload within reach."""
    found: UploadFile = access_one(user, VIEW_UPLOAD, UploadFile.objects.select_related("stored", "upload"), pk=pk)
    return found


def access_reading(user: User, pk: Any, *, needed: str = VIEW_UPLOAD) -> Reading:
    """A reading of a file within reach."""
    rows = Reading.objects.select_related("file__stored", "file__upload__organisation")
    found: Reading = access_one(user, needed, rows, pk=pk)
    return found


def access_problem(user: User, pk: Any) -> ProblemRow:
    """A problem of a file within reach."""
    found: ProblemRow = access_one(user, SETTLE_PROBLEM, ProblemRow.objects.select_related("reading"), pk=pk)
    return found


def _key(pk: Any) -> UUID:
    """A key that came in a query or a form.

    Raises:
        Http404: it is none.
    """
    try:
        return UUID(str(pk))
    except ValueError as error:
        raise Http404("没有这条记录") from error


def access_record(user: User, pk: Any, *, needed: str = VIEW_LINK) -> Record:
    """A record that a bureau within reach reported."""
    rows = Record.objects.select_related("enterprise", "proposed", "decided_by", "kept_from", "batch")
    found: Record = access_one(user, needed, rows, pk=_key(pk))
    return found


def access_batch(user: User, pk: Any) -> BulkAcceptance:
    """A bulk acceptance of somebody within reach."""
    found: BulkAcceptance = access_one(user, REVIEW_LINK, BulkAcceptance.objects.select_related("by"), pk=pk)
    return found


def access_fact(user: User, pk: Any, *, needed: str = VIEW_FACT) -> Fact:
    """A fact within reach, of a group of figures the user may see (or of the user's own bureau's file).

    Raises:
        PermissionDenied, Http404: as `access_one`; a fact of a hidden group is out of reach.
    """
    rows = Fact.objects.select_related("reading__file__upload__organisation", "reading__file__stored")
    found: Fact = access_one(user, needed, rows, pk=pk)
    return found


def access_correction(user: User, pk: Any, *, needed: str = VIEW_FACT) -> Correction:
    """A correction of a fact within reach."""
    rows = Correction.objects.select_related("fact__reading__file__upload", "made", "by", "undone_by", "paper")
    found: Correction = access_one(user, needed, rows, pk=pk)
    return found


def shown_facts(user: User, facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """The facts of these that the user's grants reach."""
    return visible(user, VIEW_FACT, facts)


def may_see(user: User, measure: str, *, organisation: Any = None) -> bool:
    """The role shows the measure's group, or the figure came from the user's own bureau."""
    own = bureau_of(user, VIEW_FACT)
    return sees(user, field_group(measure)) or (organisation is not None and own is not None and own.pk == organisation)


def reaches_zone(user: User, code: str) -> bool:
    """The permission reaches the whole zone."""
    return reach(user, code).zone
