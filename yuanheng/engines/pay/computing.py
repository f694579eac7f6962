"""One person's pay of one month: base by days, shares of events, the office's factor, the cap, deductions."""

from __future__ import annotations

import calendar
import datetime
import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from ..errors import YuanhengError
from .awards import award_of
from .scheme import PayScheme
from .sharing import check_shares, half_up, plain, round_together, split
from .values import BASE, CAP, DEDUCTION, EVENT, OFFICE, ContractSpan, Deduction, PayEvent, PayLine, PaySlip, PayStaff
from .wording import grouped, yuan

ZERO = Decimal("0.00")


class PayRefused(YuanhengError):
    """A pay that cannot be computed by this scheme."""

    kind = "pay_refused"


def compute_pay(scheme: PayScheme, staff: PayStaff, events: Iterable[PayEvent], month: datetime.date) -> PaySlip:
    """The slip of a person for the month that `month` lies in; the order of `events` changes nothing.

    Raises:
        PayRefused: the scheme is not in force in the month, two contracts hold on one day, a deduction is unknown.
        ProblemsError: an event's shares do not add to 100 %.
    """
    first = month.replace(day=1)
    if not scheme.holds_in(first):
        raise PayRefused(
            where=f"{scheme.label} › {first:%Y-%m}", found=f"{scheme.since} 起" + (f"至 {scheme.until}" if scheme.until else ""),
            expected=f"在 {first:%Y-%m} 施行的办法", advice="换用当时施行的办法",
        )  # fmt: skip
    due = sorted((e for e in events if _month_of(scheme, e) == first), key=lambda e: (e.happened, e.key))
    base, open_days = _base(staff, first)
    earned, questions = _earned(scheme, staff, due)
    lines = [*base, *earned]
    lines += _office(scheme, staff, earned)
    lines += _cap(scheme, staff, _sum(line for line in lines if line.kind in (EVENT, OFFICE)))
    rest = _sum(line for line in lines if line.kind in (EVENT, OFFICE, CAP))
    lines += _deducted(scheme, staff, first, rest)
    asked = (*open_days, *questions)
    return PaySlip(staff=staff.key, name=staff.name, month=first, lines=tuple(lines), questions=asked)


def _month_of(scheme: PayScheme, event: PayEvent) -> datetime.date:
    day = event.happened if scheme.recognised_in == "happened_month" else max(event.happened, event.known)
    return day.replace(day=1)


def _sum(lines: Iterable[PayLine]) -> Decimal:
    return sum((line.amount for line in lines), ZERO)


def _base(staff: PayStaff, first: datetime.date) -> tuple[list[PayLine], list[str]]:
    """Base pay by calendar days under each contract; days at work without a contract are a question."""
    days = calendar.monthrange(first.year, first.month)[1]
    last = first.replace(day=days)
    begin, end = max(first, staff.entered), min(last, staff.left or last)
    spans = sorted((c for c in staff.contracts if c.since <= end and c.until >= begin), key=lambda c: (c.since, c.key))
    _check_apart(staff, spans)
    held = [(min(c.until, end) - max(c.since, begin)).days + 1 for c in spans]
    parts = round_together([Fraction(c.base) * n / days for c, n in zip(spans, held, strict=True)])
    lines = [_base_line(c, n, days, part) for c, n, part in zip(spans, held, parts, strict=True)]
    lacking = max((end - begin).days + 1, 0) - sum(held)
    asked = [f"{first:%Y-%m} 有 {lacking} 天在职而没有聘用合同,这些天没有计基本工资"] if lacking else []
    return lines, asked


def _base_line(contract: ContractSpan, held: int, days: int, part: Decimal) -> PayLine:
    monthly = yuan(contract.base)
    how = f"合同基本工资 {monthly}" if held == days else f"合同基本工资 {monthly} × {held}/{days} 天 = {yuan(part)}"
    facts = {"月基本工资": monthly, "天数": f"{held}/{days}"}
    return PayLine(f"base:{contract.key}", BASE, "基本工资", part, f"{how}。", facts)


def _check_apart(staff: PayStaff, spans: list[ContractSpan]) -> None:
    for before, after in itertools.pairwise(spans):
        if after.since <= before.until:
            raise PayRefused(
                where=f"{staff.key} {staff.name} › 聘用合同", found=f"{before.key} 与 {after.key} 在 {after.since} 重叠",
                expected="同一天只有一份合同", advice="更正前一份合同的终止日期",
            )  # fmt: skip


def _earned(scheme: PayScheme, staff: PayStaff, due: list[PayEvent]) -> tuple[list[PayLine], list[str]]:
    lines: list[PayLine] = []
    questions: list[str] = []
    for event in due:
        if not any(share.staff == staff.key for share in event.shares):
            continue
        check_shares(event.shares, where=f"{event.subject} › 份额")
        award = award_of(scheme, event)
        if award.whole is None:
            questions.append(award.question)
            continue
        lines += _shares_of(scheme, staff, event, award.whole, award.words, award.tier)
    return lines, questions


def _shares_of(
    scheme: PayScheme, staff: PayStaff, event: PayEvent, whole: Decimal, words: str, tier: str
) -> Iterator[PayLine]:
    roles = list(scheme.roles)
    place = {role: n for n, role in enumerate(roles)}
    shares = sorted(event.shares, key=lambda s: (place.get(s.role, len(roles)), s.role, s.staff))
    gone = staff.left is not None and (event.happened > staff.left or scheme.leavers == "none")
    rule = scheme.event(event.kind)
    for share, part in zip(shares, split(whole, [s.percent for s in shares]), strict=True):
        if share.staff != staff.key:
            continue
        role, percent = scheme.roles.get(share.role, share.role), f"{plain(share.percent)}%"
        said = f"{words};您的份额 {role} {percent}:{yuan(part)}。"
        if gone:
            said = f"{words};您的份额 {role} {percent} 仍然保留,但离职({staff.left})后不再计发。"
        facts = {"整体": yuan(whole), "档次": tier, "份额": percent, "份额依据": event.basis}
        label = f"{event.subject} · {rule.label if rule else event.kind} · {role}"
        yield PayLine(f"{event.key}:{share.role}", EVENT, label, ZERO if gone else part, said, facts)


def _office(scheme: PayScheme, staff: PayStaff, earned: list[PayLine]) -> list[PayLine]:
    """The factor of the office on what was earned, as a line of its own, so that shares still add to an event's whole."""
    factor, whole = scheme.offices.get(staff.office, Decimal(1)), _sum(earned)
    if factor == 1 or not whole:
        return []
    part = half_up(whole * (factor - 1))
    said = f"{staff.office}系数 {plain(factor)}:{yuan(whole)} × {plain(factor - 1)} = {yuan(part)}。"
    return [
        PayLine("office", OFFICE, f"{staff.office}系数", part, said, {"系数": plain(factor), "计算基数": yuan(whole)})
    ]


def _cap(scheme: PayScheme, staff: PayStaff, performance: Decimal) -> list[PayLine]:
    if scheme.cap is None or performance <= (most := scheme.cap.of(staff.post)):
        return []
    over = half_up(most - performance)
    said = f"绩效 {yuan(performance)} 超过{staff.post}每月封顶 {yuan(most)},超过部分不计,不结转。"
    return [PayLine("cap", CAP, "封顶", over, said, {"封顶": yuan(most)})]


def _deducted(scheme: PayScheme, staff: PayStaff, first: datetime.date, rest: Decimal) -> Iterator[PayLine]:
    """Off the performance, down to nothing and no further: base pay is not touched."""
    rows = (d for d in staff.deductions if d.on.replace(day=1) == first)
    for row in sorted(rows, key=lambda d: (d.on, d.key)):
        line = _deduction_line(scheme, staff, row, rest)
        rest += line.amount
        yield line


def _deduction_line(scheme: PayScheme, staff: PayStaff, row: Deduction, rest: Decimal) -> PayLine:
    rule = scheme.deduction(row.code)
    if rule is None:
        raise PayRefused(
            where=f"{staff.key} {staff.name} › 扣减", found=row.code,
            expected="、".join(d.code for d in scheme.deductions) or "办法没有扣减", advice="改用办法列出的扣减项目",
        )  # fmt: skip
    wanted = half_up(rule.yuan * row.quantity)
    taken = min(wanted, rest)
    said = f"{rule.label}({row.reason}){grouped(row.quantity)} {rule.per} × {grouped(rule.yuan)} 元 = {yuan(wanted)}"
    said += "。" if taken == wanted else f";绩效只余 {yuan(rest)},扣 {yuan(taken)},不扣基本工资。"
    return PayLine(
        f"deduction:{row.key}", DEDUCTION, rule.label, -taken if taken else ZERO, said, {"数量": grouped(row.quantity)}
    )
