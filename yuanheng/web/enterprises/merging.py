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
class Merge:
    """What confirming would do, and what stands in its way."""

    differences: tuple[Difference, ...]
    same: int
    clashes: tuple[tuple[identities.Enterprise, str], ...]


def compare(rows: Iterable[identities.Enterprise], known: Iterable[Enterprise]) -> Merge:
    """Match by the zone's number, then by code, then (for rows without a code) by a name that one firm alone has.

    A cell that is empty in the sheet never erases what is known. A code that is another firm's is a clash.
    """
    index = _Index(known)
    differences: list[Difference] = []
    clashes: list[tuple[identities.Enterprise, str]] = []
    same = 0
    for row in rows:
        firm = index.find(row)
        holder = index.by_uscc.get(row.uscc) if row.uscc else None
        if holder is not None and firm is not None and holder.pk != firm.pk:
            clashes.append((row, f"代码 {row.uscc} 已属于“{holder.name}”({holder.code})"))
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
        if row.id in self.by_code:
            return self.by_code[row.id]
        if row.uscc:
            return self.by_uscc.get(row.uscc)
        named = self.by_name.get(normalise_name(row.name), [])
        return named[0] if len(named) == 1 else None


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
