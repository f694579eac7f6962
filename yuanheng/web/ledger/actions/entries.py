"""Firms entered from the review list, and what becomes of them when the decision is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuanheng.web.base.models import User
from yuanheng.web.enterprises.actions.removal import remove_enterprise, what_hangs
from yuanheng.web.enterprises.models import Enterprise

from ..models import WAITING, Figure, FirmEntry, Record


@dataclass(frozen=True, slots=True)
class Undone:
    """The record as it lies there after a decision was taken back, and what became of the firm entered with it, if any.

    `firm` '' where none was entered; `held` says what keeps it in the register, empty where it left it.
    """

    record: Record
    firm: str = ""
    held: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """A sentence for the page; '' where no firm was entered."""
        if not self.firm:
            return ""
        if self.held:
            return f"当时登记的“{self.firm}”另有{'、'.join(self.held)},仍留在名录里。"
        return f"当时登记的“{self.firm}”没有别的数据,已从名录撤下。"


def entry_of(record: Record) -> FirmEntry | None:
    """The entry of the firm that this record is linked to, where it was entered for this record."""
    rows = FirmEntry.objects.select_related("enterprise")
    return rows.filter(record=record, enterprise=record.enterprise_id).first()


def withdraw(entry: FirmEntry, *, by: User) -> tuple[tuple[str, ...], list[Any]]:
    """Take the firm away, unless something else hangs on it. Answers what does, and the waiting records that must be asked anew.

    Call it when the record of the entry is no longer linked. Figures go with the firm: they are derived from its records.
    """
    firm = entry.enterprise
    if held := what_hangs(firm, besides=(FirmEntry, Figure, *_proposals(firm))):
        return tuple(held), []
    waiting = Record.objects.filter(decision__in=WAITING)
    asked = list(waiting.filter(proposed=firm).values_list("pk", flat=True))
    asked += waiting.filter(candidates__contains=[{"firm": str(firm.pk)}]).values_list("pk", flat=True)
    Record.objects.filter(proposed=firm).update(proposed=None)
    Figure.objects.filter(enterprise=firm).delete()
    remove_enterprise(firm, by=by, why="撤销归户核定,登记有误")
    return (), asked


def _proposals(firm: Enterprise) -> tuple[type[Record], ...]:
    """Records that only wait with the firm as a proposal do not hold it."""
    return () if Record.objects.filter(enterprise=firm).exists() else (Record,)
