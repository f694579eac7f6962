"""Short ways to staff and events for the tests of this room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.pay import ContractSpan, PayEvent, PayStaff, Share

JUNE = date(2021, 6, 1)


def staff(
    key: str = "A1", *, base: str = "6000", office: str = "启东本部", post: str = "招商经理", **values: Any
) -> PayStaff:
    contract = ContractSpan(f"{key}-1", date(2021, 1, 1), date(2023, 12, 31), Decimal(base))
    given = {"entered": date(2021, 1, 1), "contracts": (contract,)} | values
    return PayStaff(key=key, name=f"{key}某", post=post, office=office, **given)


def shares(**percents: str) -> tuple[Share, ...]:
    """`shares(A1_found="40", A2_landed="60")`."""
    return tuple(Share(*name.split("_"), Decimal(value)) for name, value in percents.items())


def event(
    kind: str = "signed", amount: str | None = "1200000000", *, key: str = "", on: date = date(2021, 6, 10),
    currency: str = "yuan", of: tuple[Share, ...] = (), **values: Any,
) -> PayEvent:  # fmt: skip
    given = {"known": on, "subject": "储能系统项目", "basis": "2021-06-10 起"} | values
    return PayEvent(
        key=key or f"XM1:{kind}", kind=kind, happened=on, amount=None if amount is None else Decimal(amount),
        currency=currency, shares=of or shares(A1_found="100"), **given,
    )  # fmt: skip
