"""The register of enterprises as the engines see it: one row a firm, a stable id, the names it has had."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .names import name_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """One firm of the register. An unknown attribute is '' or None, never a default that looks like knowledge."""

    id: str
    name: str
    uscc: str = ""
    address: str = ""
    former_names: tuple[str, ...] = ()
    old_registration: str = ""
    scale: str = ""
    industry_code: str = ""
    industry: str = ""
    cluster: str = ""
    town: str = ""
    founded_on: datetime.date | None = None
    production_on: datetime.date | None = None
    status: str = ""
    utility: bool | None = None
    capital: Decimal | None = None
    capital_currency: str = ""
    business_scope: str = ""


@dataclass(frozen=True)
class Register:
    """All firms, found by id, by code and by any name they have had."""

    enterprises: tuple[Enterprise, ...]
    by_id: dict[str, Enterprise] = field(init=False, repr=False, compare=False)
    by_uscc: dict[str, Enterprise] = field(init=False, repr=False, compare=False)
    by_name: dict[str, tuple[Enterprise, ...]] = field(init=False, repr=False, compare=False)
    by_former_name: dict[str, tuple[Enterprise, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, tuple[Enterprise, ...]] = {}
        former: dict[str, tuple[Enterprise, ...]] = {}
        for firm in self.enterprises:
            for index, key in enumerate(name_keys(firm.name, firm.former_names)):
                table = names if index == 0 else former
                table[key] = (*table.get(key, ()), firm)
        object.__setattr__(self, "by_id", {e.id: e for e in self.enterprises})
        object.__setattr__(self, "by_uscc", {e.uscc: e for e in self.enterprises if e.uscc})
        object.__setattr__(self, "by_name", names)
        object.__setattr__(self, "by_former_name", former)

    @classmethod
    def of(cls, enterprises: Sequence[Enterprise]) -> Register:
        """A register of these firms, in this order."""
        return cls(tuple(enterprises))

    def __iter__(self) -> Iterator[Enterprise]:
        return iter(self.enterprises)

    def __len__(self) -> int:
        return len(self.enterprises)
