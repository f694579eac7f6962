"""A layout is settled once and remembered; the files that have it are read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.ledger import LayoutMapping
from yuanheng.web.base import jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..models import Layout

REREAD = "ledger.layout.reread"


@transaction.atomic
def map_layout(
    *,
    signature: str,
    label: str,
    source: str,
    columns: Mapping[int, Mapping[str, Any]],
    note: str,
    by: User,
    at: datetime,
) -> Layout:
    """Remember how the columns of a layout are to be read. `columns`: position → role, measure, unit, period, ignore."""
    said = {
        "layout": signature,
        "source": source,
        "note": note,
        "columns": {str(i): dict(c) for i, c in columns.items()},
    }
    mapping = LayoutMapping.from_dict(said).to_dict()
    layout = Layout.objects.select_for_update(of=("self",)).filter(signature=signature).first()
    before = {"mapping": layout.mapping} if layout else None
    if layout is None:
        layout = Layout(signature=signature)
    layout.label, layout.source, layout.mapping, layout.note = label, source, mapping, note
    layout.made_by, layout.made_at, layout.ended_at = by, at, None
    layout.save()
    record(by, "ledger.layout.mapped", target=layout, before=before, after={"mapping": mapping})
    _reread(layout, by=by)
    return layout


@transaction.atomic
def end_layout(layout: Layout, *, by: User, at: datetime) -> Layout:
    """Forget what was said: the files are read by the shipped words again."""
    layout = Layout.objects.select_for_update(of=("self",)).get(pk=layout.pk)
    layout.ended_at = at
    layout.save(update_fields=["ended_at"])
    record(by, "ledger.layout.ended", target=layout, before={"mapping": layout.mapping})
    _reread(layout, by=by)
    return layout


def _reread(layout: Layout, *, by: User) -> None:
    jobs.defer(
        REREAD, by=by, target=layout, label=f"重新读取:{layout}"[:120], signature=layout.signature, by_id=str(by.pk)
    )
