"""Saved views of the library."""

from __future__ import annotations

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User

from ..access import KEEP
from ..models import SavedView


@transaction.atomic
def save_view(*, name: str, page: str, query: str, shared: bool, by: User) -> SavedView:
    """Keep the filters under a name; the same name again takes the new filters."""
    made, _ = SavedView.objects.update_or_create(
        by=by,
        name=name,
        defaults={"page": page, "query": query[:1000], "shared": shared, "organisation": bureau_of(by, KEEP)},
    )
    record(by, "projects.view.saved", target=made, after={"name": name, "query": query, "shared": shared})
    return made


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    """Nobody needs it any more."""
    record(by, "projects.view.removed", target=view, before={"name": view.name, "query": view.query})
    view.delete()
