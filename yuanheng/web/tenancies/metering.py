"""Shared accounts month by month: the bill, what stands behind it, whether it fits; derived, it writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.tenancies import Bill, Part, Split, TenancyRules, load_tenancy_rules, split_bill

from .leases import OpenItem
from .models import MeterReading, MeterSettlement, MeterUser, SharedAccount
from .standing import as_known

Bills = Mapping[tuple[str, int], Decimal | None]
"""What the power company's sheets say of an account and month; None where two files contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One account in one month. `differs`: the bill entered here is another than the power company's sheet has."""

    account: SharedAccount
    month: date
    bill: Decimal | None
    from_sheet: bool
    differs: Decimal | None
    users: tuple[tuple[MeterUser, MeterReading | None], ...]
    split: Split
    settled: MeterSettlement | None

    @property
    def reconciled(self) -> bool:
        """The bill is divided among its users."""
        return self.split.reconciled and self.differs is None

    @property
    def item(self) -> OpenItem | None:
        """What waits for a person; None where nothing does."""
        if self.reconciled:
            return None
        common = {
            "title": f"户号 {self.account} {self.month:%Y-%m}", "account": self.account, "month": self.month,
            "firms": tuple(sorted({str(self.account.holder_id), *(str(u.enterprise_id) for u, _ in self.users)})),
            "unit": "度",
        }  # fmt: skip
        if self.differs is not None:
            return OpenItem(
                kind="meter", what="bill", left=f"供电公司报表 {self.bill:,f} 度",
                right=f"登记的账单 {self.bill - self.differs:,f} 度", gap=self.differs,  # type: ignore[operator]
                sentence="登记的账单与供电公司报表不一致", advice="核对账单;登记错的更正登记的账单电量", **common,
            )  # fmt: skip
        kind = "meter" if self.split.kind in ("sum", "shares") else "meter_lacking"
        left = f"账单 {self.bill:,f} 度" if self.bill is not None else "账单没有"
        right = f"合计 {self.split.read:,f}" if self.split.read is not None else "分表没有读全"
        said, _, advice = self.split.question.partition(":")
        return OpenItem(
            kind=kind, what=self.split.kind, left=left, right=right, gap=self.split.loss, sentence=said,
            advice=f"{advice};确系线损的,在户号页核定" if self.split.kind == "sum" else advice, **common,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeterBook:
    """The months of a year of some accounts."""

    year: int
    months: tuple[Month, ...]

    def of(self, account: SharedAccount) -> tuple[Month, ...]:
        """Those of one account, in order."""
        return tuple(m for m in self.months if m.account == account)

    @property
    def items(self) -> tuple[OpenItem, ...]:
        """What waits."""
        return tuple(item for item in (m.item for m in self.months) if item is not None)


def meter_book(
    *, year: int, known_on: date | None, bills: Bills, accounts: Iterable[SharedAccount] | None = None,
    rules: TenancyRules | None = None,
) -> MeterBook:  # fmt: skip
    """Every month of the year in which an account has a bill or a reading. Three queries, however many there are."""
    law = rules or load_tenancy_rules()
    rows = SharedAccount.objects.known(known_on).select_related("holder") if accounts is None else accounts
    held = {account.pk: account for account in rows}
    users: dict[Any, list[MeterUser]] = defaultdict(list)
    for user in MeterUser.objects.known(known_on).filter(account__in=held).select_related("enterprise"):
        users[user.account_id].append(user)
    newest: dict[tuple[Any, int, Any], MeterReading] = {}
    readings = MeterReading.objects.filter(as_known(known_on), account__in=held, month__year=year)
    for reading in readings.order_by("known_at", "pk"):
        newest[reading.account_id, reading.month.month, reading.user_id] = reading
    words = {
        (s.account_id, s.month.month): s
        for s in MeterSettlement.objects.known(known_on).filter(account__in=held, month__year=year).select_related("by")
    }
    found = []
    for pk, account in sorted(held.items(), key=lambda item: (item[1].account, str(item[0]))):
        seen = {month for (of, month, _) in newest if of == pk} | {m for (code, m) in bills if code == account.account}
        for month in sorted(seen):
            day = date(year, month, 1)
            standing = [u for u in users[pk] if u.since <= _last(day) and (u.until is None or u.until >= day)]
            pairs = tuple((u, newest.get((pk, month, u.pk))) for u in standing)
            own = newest.get((pk, month, None))
            found.append(_month(account, day, bills, own, pairs, words.get((pk, month)), law))
    return MeterBook(year, tuple(found))


def _last(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _month(
    account: SharedAccount, day: date, bills: Bills, own: MeterReading | None,
    users: tuple[tuple[MeterUser, MeterReading | None], ...], word: MeterSettlement | None, law: TenancyRules,
) -> Month:  # fmt: skip
    sheet = bills.get((account.account, day.month))
    bill = sheet if sheet is not None else (own.kwh if own is not None else None)
    parts = tuple(
        Part(
            key=user.number or str(user.pk), user=str(user.enterprise_id), percent=user.percent,
            kwh=reading.kwh if reading is not None else None,
        )
        for user, reading in users
    )  # fmt: skip
    asked = Bill(account=account.account, kwh=bill, holder=str(account.holder_id), parts=parts)
    rule = law.losses_on(day)
    split = split_bill(asked, rule=rule)
    covers = word is not None and (word.bill_kwh, word.read_kwh) == (bill, split.read)
    if covers:
        split = split_bill(asked, rule=rule, accepted=True)
    differs = sheet - own.kwh if sheet is not None and own is not None and sheet != own.kwh else None
    return Month(
        account=account, month=day, bill=bill, from_sheet=sheet is not None, differs=differs, users=users, split=split,
        settled=word if covers else None,
    )  # fmt: skip
