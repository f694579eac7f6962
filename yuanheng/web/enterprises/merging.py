"""A register sheet held against the register: which firms are new, which change and how, which are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yuanheng.engines import identities
from yuanheng.engines.identities import normalise_name

from .models import Enterprise

FIELDS = {
    "name": "企业名称",
    "uscc": "统一社会信用代码",
    "address": "地址",
    "old_registration": "原注册号",
    "scale": "规模",
    "industry_code": "行业代码",
    "industry": "行业",
    "cluster": "主导产业",
    "town": "街镇",
    "founded_on": "成立日期",
    "production_on": "投产日期",
    "status": "状态",
    "utility": "公用事业",
    "capital": "注册资本",
    "capital_currency": "币种",
    "business_scope": "经营范围",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One firm that the sheet would add or change. `changes`: field → (as it is, as the sheet says)."""

    kind: str  # new | changed
    row: identities.Enterprise
    known: Enterprise | None
    changes: dict[str, tuple[Any, Any]]
    new_former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that contradicts a firm: its code is another firm's (`code_taken`), or the firm has another code (`two_codes`)."""

    kind: str
    row: identities.Enterprise
    against: Enterprise
    why: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What confirming would do, and what stands in its way. A row that clashes is neither merged nor added."""

    differences: tuple[Difference, ...]
    same: int
    clashes: tuple[Clash, ...]


def compare(rows: Iterable[identities.Enterprise], known: Iterable[Enterprise]) -> Merge:
    """Match by the zone's number, then by code, then (for rows without a code) by a name that one firm alone has.

    A cell that is empty in the sheet never erases what is known. A code that is another firm's is a clash, and so is another code
    for a firm that has one. Twins (the same trade word in another city, one character apart) have other names: they are others.
    """
    index = _Index(known)
    differences: list[Difference] = []
    clashes: list[Clash] = []
    same = 0
    for row in rows:
        firm = index.find(row)
        if clash := index.clash(row, firm):
            clashes.append(clash)
            continue
        if firm is None:
            former = tuple(n for n in row.former_names if n)
            differences.append(Difference("new", row, None, {}, former))
            continue
        changes, former = _changes(row, firm)
        if changes or former:
            differences.append(Difference("changed", row, firm, changes, former))
        else:
            same += 1
    return Merge(tuple(differences), same, tuple(clashes))


class _Index:
    """The known firms by number, code and name."""

    def __init__(self, known: Iterable[Enterprise]) -> None:
        firms = list(known)
        self.by_code = {f.code: f for f in firms}
        self.by_uscc = {f.uscc: f for f in firms if f.uscc}
        self.by_name: dict[str, list[Enterprise]] = {}
        for firm in firms:
            self.by_name.setdefault(normalise_name(firm.name), []).append(firm)

    def find(self, row: identities.Enterprise) -> Enterprise | None:
        """The firm that the row means; a code that nobody has yet may be that of a firm so named which has none."""
        if row.id in self.by_code:
            return self.by_code[row.id]
        if row.uscc and row.uscc in self.by_uscc:
            return self.by_uscc[row.uscc]
        named = self.by_name.get(normalise_name(row.name), [])
        found = named[0] if len(named) == 1 else None
        return None if found is not None and row.uscc and found.uscc else found

    def clash(self, row: identities.Enterprise, firm: Enterprise | None) -> Clash | None:
        """What the row's code contradicts, if anything."""
        if not row.uscc:
            return None
        holder = self.by_uscc.get(row.uscc)
        if holder is not None and firm is not None and holder.pk != firm.pk:
            return Clash("code_taken", row, holder, f"代码 {row.uscc} 已属于“{holder.name}”({holder.code})")
        if holder is None:
            named = [f for f in self.by_name.get(normalise_name(row.name), []) if f.uscc]
            other = firm if firm is not None and firm.uscc else (named[0] if firm is None and len(named) == 1 else None)
            if other is not None:
                return Clash("two_codes", row, other, f"名录中“{other.name}”的代码是 {other.uscc},表中是 {row.uscc}")
        elif firm is not None and normalise_name(row.name) not in self._names(firm):
            return self._other_name(row, firm)
        return None

    def _names(self, firm: Enterprise) -> set[str]:
        return {normalise_name(firm.name), *(normalise_name(f.name) for f in firm.former_names.all())}

    def _other_name(self, row: identities.Enterprise, firm: Enterprise) -> Clash | None:
        """The code is this firm's, but the row's name is another firm's of the register."""
        others = [f for f in self.by_name.get(normalise_name(row.name), []) if f.pk != firm.pk]
        if not others:
            return None
        return Clash("code_taken", row, firm, f"代码 {row.uscc} 属于“{firm.name}”,表中却写在“{row.name}”名下")


def _changes(row: identities.Enterprise, firm: Enterprise) -> tuple[dict[str, tuple[Any, Any]], tuple[str, ...]]:
    changes: dict[str, tuple[Any, Any]] = {}
    for name in FIELDS:
        new, old = getattr(row, name), getattr(firm, name)
        if new not in ("", None) and new != (old if old is not None else ""):
            changes[name] = (old, new)
    had = {normalise_name(f.name) for f in firm.former_names.all()} | {normalise_name(row.name)}
    former = [n for n in row.former_names if normalise_name(n) not in had]
    if "name" in changes and normalise_name(firm.name) not in had:
        former.append(firm.name)
    return changes, tuple(dict.fromkeys(former))
