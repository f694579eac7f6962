"""What an evaluation counts by the register: land in real use and power of shared accounts, as facts derived for the snapshot.

A firm that no tenancy and no shared account touches has none: the bureau's sheet stands. A firm with an open item has a remark
that says so, and what counts instead is what the dated rule says (`rules/tenancies`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.urls import reverse

from yuanheng.engines.measures import measure_tables
from yuanheng.engines.quantities import trimmed
from yuanheng.engines.tenancies import TenancyRules, load_tenancy_rules
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.derived import DerivedFact
from yuanheng.web.ledger.figures import years_of

from .book import Book, BureauLand, make_book
from .metering import Bills, Month, meter_book
from .models import MeterUser, SharedAccount, Tenancy

LAND = ("certified_land_area", "uncertified_land_area", "floor_area")
MEASURES = (*LAND, "electricity")
POWER = "power_grid"
MONTHS = 12


def page_of(enterprise: str, measure: str, year: int) -> str:
    """Where a derived figure is shown with its records."""
    anchor = "#power" if measure == "electricity" else ""
    return f"{reverse('tenancies:firm', args=[enterprise])}?on={year}-12-31{anchor}"


def anything() -> bool:
    """There is something to derive from."""
    return Tenancy.objects.exists() or SharedAccount.objects.exists()


def reconciled(facts: pa.Table, links: pa.Table, known_on: date | None) -> Iterable[DerivedFact]:
    """Every derived fact of the years that the facts speak of and the rule covers."""
    rules = load_tenancy_rules()
    years = [year for year in years_of(facts) if rules.counting_in(year) is not None]
    if not years:
        return
    firms = _parties()
    named = {str(firm.pk): firm for firm in firms}
    mine = links.filter(pc.is_in(links["right_id"], pa.array(named, pa.string())))
    measured = measure_tables(facts, mine, firms.to_register(), years=years)
    for year in years:
        table = measured[year].table
        columns = {code: _amounts(table, code) for code in MEASURES}
        yield from _land(year, known_on, _bureau(facts, year, columns), named, rules)
        yield from _power(year, known_on, facts, columns["electricity"], named, rules)


def _parties() -> Any:
    """The firms that a tenancy or a shared account has ever touched."""
    wanted: set[Any] = set()
    for rows in (
        Tenancy.objects.values_list("owner", "tenant"), SharedAccount.objects.values_list("holder"),
        MeterUser.objects.values_list("enterprise"),
    ):  # fmt: skip
        for row in rows:
            wanted.update(pk for pk in row if pk is not None)
    return Enterprise.objects.filter(pk__in=wanted)


def _amounts(table: pa.Table, code: str) -> dict[str, Decimal]:
    pairs = zip(table.column("subject_id").to_pylist(), table.column(code).to_pylist(), strict=True)
    return {subject: trimmed(amount) for subject, amount in pairs if amount is not None}


def _bureau(facts: pa.Table, year: int, columns: dict[str, dict[str, Decimal]]) -> BureauLand:
    """The year's own sheet; where none has come nothing is known of anybody's land."""
    came = pc.and_(pc.equal(facts["measure"], LAND[0]), pc.starts_with(facts["period"], str(year)))
    there = bool(pc.any(came).as_py())
    return BureauLand(
        year=year if there else None, certified=columns[LAND[0]], uncertified=columns[LAND[1]], floor=columns[LAND[2]]
    )


def _land(
    year: int, known_on: date | None, bureau: BureauLand, named: dict[str, Enterprise], rules: TenancyRules
) -> Iterator[DerivedFact]:
    rule = rules.counting_in(year)
    book = make_book(on=date(year, 12, 31), known_on=known_on, bureau=bureau, rules=rules)
    touched = {firm for lease in book.running for firm in (lease.use.owner, lease.use.tenant) if firm}
    for firm in sorted(touched):
        fact = _of(named[firm], year)
        items = book.items_of(firm)
        if items and rule is not None and (rule.on_open_item == "bureau" or book.balances[firm].real is None):
            yield fact("land_area", None, "", _open_note(len(items), "按自然资源局报表"))
        elif rule is not None and rule.land == "bureau":
            yield fact("land_area", None, "", f"本年度以自然资源局报表为准;租赁登记为:{land_sentence(book, firm)}")
        else:
            balance = book.balances[firm]
            yield fact("land_area", balance.real, "mu", "持证 − 出租 + 租入")
            yield fact("land_area", None, "", f"用地按租赁登记核定:{land_sentence(book, firm)}")
            yield fact("leased_out_land_area", balance.out, "mu", f"{len(balance.out_keys)} 份出租")
            yield fact("leased_in_land_area", balance.into, "mu", f"{len(balance.in_keys)} 份租入")


def _of(firm: Enterprise, year: int) -> Any:
    def fact(measure: str, amount: Decimal | None, unit: str, sentence: str) -> DerivedFact:
        return DerivedFact(
            enterprise=str(firm.pk), uscc=firm.uscc or "", name=firm.name, measure=measure, period=str(year),
            amount=amount, unit=unit, sentence=sentence,
        )  # fmt: skip

    return fact


def _open_note(count: int, instead: str) -> str:
    return f"租赁登记有 {count} 项未决,{instead}"


def land_sentence(book: Book, firm: str) -> str:
    """The sum in words: 持证 30 亩(…)− 出租 9 亩(2 份)+ 租入 0 亩 = 在用 21 亩."""
    balance, owned = book.balances[firm], book.owned(firm)
    parts = [f"持证 {mu(balance.owned)} 亩({owned.words})"]
    if balance.out_keys:
        parts.append(f"− 出租 {mu(balance.out)} 亩({len(balance.out_keys)} 份)")
    if balance.in_keys:
        parts.append(f"+ 租入 {mu(balance.into)} 亩({len(balance.in_keys)} 份)")
    return f"{' '.join(parts)} = 在用 {mu(balance.real)} 亩"


def mu(value: Decimal | None) -> str:
    """Without zeros that say nothing."""
    if value is None:
        return "未知"
    text = f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")


def _power(
    year: int, known_on: date | None, facts: pa.Table, own: dict[str, Decimal], named: dict[str, Enterprise],
    rules: TenancyRules,
) -> Iterator[DerivedFact]:  # fmt: skip
    """The firm's own bills, less those it shares out, plus its parts: where its accounts are reconciled in every month."""
    rule = rules.counting_in(year)
    accounts = list(SharedAccount.objects.known(known_on).select_related("holder"))
    bills = bills_in(facts, year, {account.account for account in accounts})
    months = meter_book(year=year, known_on=known_on, bills=bills, accounts=accounts, rules=rules).months
    touched: dict[str, list[Month]] = defaultdict(list)
    done = Counter(month.account.pk for month in months if month.reconciled)
    for month in months:
        for firm in {str(month.account.holder_id), *(str(u.enterprise_id) for u, _ in month.users)}:
            touched[firm].append(month)
    for firm in sorted(touched):
        fact = _of(named[firm], year)
        lacking = sum(MONTHS - done[account] for account in {month.account.pk for month in touched[firm]})
        holds = any(str(m.account.holder_id) == firm for m in touched[firm])
        if lacking or (holds and firm not in own):
            yield fact("electricity", None, "", f"共用户号有 {lacking or MONTHS} 个月未核定,按供电公司报表")
            continue
        total, words = power_of(firm, own.get(firm), touched[firm])
        if rule is not None and rule.power == "register":
            yield fact("electricity", total, "kWh", "账单 − 分出 + 分入")
            yield fact("electricity", None, "", f"用电按共用电表核定:{words}")
        else:
            yield fact("electricity", None, "", f"本年度以供电公司报表为准;共用电表核定为:{words}")


def power_of(firm: str, own: Decimal | None, months: Iterable[Month]) -> tuple[Decimal, str]:
    """kWh of the year and the sum in words; the firm's own accounts that are not shared are in `own`."""
    out = sum((m.bill or Decimal(0) for m in months if str(m.account.holder_id) == firm and m.from_sheet), Decimal(0))
    into = sum((m.split.of_users().get(firm, Decimal(0)) for m in months), Decimal(0))
    base = own if own is not None else Decimal(0)
    total = base - out + into
    return total, f"供电公司账单 {base:,f} 度 − 共用户号账单 {out:,f} 度 + 分得 {into:,f} 度 = {total:,f} 度"


def bills_in(facts: pa.Table, year: int, accounts: set[str]) -> Bills:
    """The power company's months of these accounts, out of frozen facts; None where files contradict each other."""
    mine = facts.filter(
        pc.and_(
            pc.and_(pc.equal(facts["source"], POWER), pc.equal(facts["measure"], "electricity")),
            pc.and_(pc.starts_with(facts["period"], f"{year}-"), pc.is_in(facts["account"], pa.array(accounts, pa.string()))),
        )
    )  # fmt: skip
    rows = mine.select(["account", "period", "file", "amount"]).to_pylist()
    return one_bill_a_month((r["account"], r["period"], r["file"], r["amount"]) for r in rows)


def one_bill_a_month(rows: Iterable[tuple[str, str, str, Decimal]]) -> Bills:
    """Rows of one file add up; two files that say different things say nothing."""
    files: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for account, period, file, amount in rows:
        if len(period) == 7:
            files[account, int(period[5:])][file] += amount
    return {
        key: trimmed(next(iter(sums.values()))) if len(set(sums.values())) == 1 else None for key, sums in files.items()
    }
