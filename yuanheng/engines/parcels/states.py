"""What state a parcel is in on a day, by dated rules, said with the dates that put it there.

A year is full on the day of the same date (29 February: on 1 March). Days that a government cause took are not counted:
they move every term of the holder's by as many days as fall after its start, each day once. What is not known decides
nothing: it is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .staterules import StateRules, load_state_rules


@dataclass(frozen=True, slots=True)
class Delay:
    """Days taken by a government cause, both counted; `last` None: still running."""

    first: date
    last: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """What is recorded of a parcel by the day asked for; None is not known. Areas in mu, money in yuan, tax per year.

    `stopped_on`: building, or production once built, stopped then and has not gone on. `average_tax_per_mu` is that of the
    parcel's industry in the year before, in yuan.
    """

    approved_on: date | None = None
    supplied_on: date | None = None
    handed_over_on: date | None = None
    agreed_start_on: date | None = None
    agreed_completion_on: date | None = None
    started_on: date | None = None
    stopped_on: date | None = None
    completed_on: date | None = None
    area: Decimal | None = None
    developed_area: Decimal | None = None
    vacant_area: Decimal | None = None
    planned_investment: Decimal | None = None
    invested: Decimal | None = None
    tax: Decimal | None = None
    average_tax_per_mu: Decimal | None = None
    plot_ratio: Decimal | None = None
    price: Decimal | None = None
    industry: str = ""
    delays: tuple[Delay, ...] = ()

    def turning_days(self, *, rules: StateRules | None = None) -> set[date]:
        """Every day on which the state may become another while these facts stand: between them it never does."""
        book = rules or load_state_rules()
        return _turning_days(self, book)


@dataclass(frozen=True, slots=True)
class State:
    """A state: since when, the rule that put it there, the sentence with its dates, and what is missing to be sure.

    For idle land `due` is what the law then provides, with the day from which: fee, taking back. `discreet` is the sentence
    without the figures of tax, for those who may not see them.
    """

    code: str
    label: str
    sentence: str
    since: date | None
    rule: str
    missing: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    discreet: str = ""


def state_of(facts: ParcelFacts, *, on: date, rules: StateRules | None = None) -> State:
    """The state on a day; facts dated after it have not happened yet."""
    book = rules or load_state_rules()
    known = _by(facts, on)
    if known.supplied_on is None:
        return _before_supply(known, on, book)
    if known.started_on is None:
        return _not_started(known, on, book)
    if known.completed_on is None:
        return _unfinished(known, on, book)
    return _finished(known, on, book)


def _by(facts: ParcelFacts, on: date) -> ParcelFacts:
    """Without what lies after the day; what was agreed stands."""
    from dataclasses import replace

    happened = ("approved_on", "supplied_on", "handed_over_on", "started_on", "stopped_on", "completed_on")
    later = {name: None for name in happened if (day := getattr(facts, name)) is not None and day > on}
    return replace(facts, **later)  # type: ignore[arg-type]


def years_after(day: date, years: int) -> date:
    """The day on which so many years are full."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def moved(start: date, end: date, delays: tuple[Delay, ...], on: date) -> date:
    """The end of a term that began on `start`, moved by the days of delay after the start; overlapping days count once.

    A delay within the days by which others have moved the end moves it again.
    """
    spans = sorted((max(d.first, start), min(d.last or on, on)) for d in delays if (d.last or on) >= start)
    counted = start - timedelta(days=1)
    for first, last in spans:
        begin = max(first, counted + timedelta(days=1))
        if begin > end or last < begin:
            continue
        end += timedelta(days=(last - begin).days + 1)
        counted = last
    return end


FAR = date(9000, 1, 1)


def _turning_days(facts: ParcelFacts, book: StateRules) -> set[date]:
    """The days of the facts, the days of the rules, and the end of every term, moved by the delays that have ended.

    A delay that still runs moves an end for ever, or (begun after it) not at all.
    """
    found = {
        d for d in (facts.approved_on, facts.supplied_on, facts.started_on, facts.stopped_on, facts.completed_on) if d
    }
    found |= {rule.since for rule in book.rules}
    found |= {rule.until + timedelta(days=1) for rule in book.rules if rule.until is not None}
    ended = tuple(d for d in facts.delays if d.last is not None)
    found |= {d.first for d in facts.delays} | {d.last + timedelta(days=1) for d in ended if d.last is not None}
    start, _ = _start_due(facts, book)
    low = book.inefficient
    for base, years in (
        (start, book.idle.years), (facts.stopped_on, book.idle.stopped_years),
        (facts.stopped_on, book.unfinished.stopped_years), (facts.stopped_on, low.stopped_years),
        (facts.agreed_completion_on, book.unfinished.past_completion_years), (facts.completed_on, low.grace_years),
    ):  # fmt: skip
        if base is not None:
            end = years_after(base, years)
            found |= {end, moved(base, end, ended, FAR)}
    return found


def _state(
    book: StateRules, code: str, on: date, sentence: str, since: date | None, *, missing: tuple[str, ...] = (),
    due: tuple[str, ...] = (), discreet: str = "",
) -> State:  # fmt: skip
    rule = book.rule(code, on)
    if rule is None:
        return State("unknown", "规则未施行", f"{on} 没有施行中的“{code}”规则。", None, "", missing)
    mark = "(假设)" if rule.assumption else ""
    cited = f"{rule.source.sentence()}{mark}"
    gap = f" 还缺:{'、'.join(missing)}。" if missing else ""
    return State(code, rule.label, f"{sentence}{gap}", since, cited, missing, due, f"{discreet or sentence}{gap}")


def _before_supply(facts: ParcelFacts, on: date, book: StateRules) -> State:
    if facts.approved_on is None:
        return _state(book, "not_approved", on, "没有批准用地的记录。", None, missing=("批准时间",))
    built = ",已经动工" if facts.started_on else ""
    return _state(
        book, "approved_not_supplied", on, f"{facts.approved_on} 批准,到 {on} 没有供地{built}。", facts.approved_on
    )


def _start_due(facts: ParcelFacts, book: StateRules) -> tuple[date | None, str]:
    """The day building should have started, and how it is known."""
    if facts.agreed_start_on is not None:
        return facts.agreed_start_on, f"约定 {facts.agreed_start_on} 动工"
    if facts.handed_over_on is not None:
        day = years_after(facts.handed_over_on, book.idle.start_after_handover_years)
        return day, f"没有约定动工日期,{facts.handed_over_on} 交地,以交地满一年的 {day} 为动工日期"
    return None, ""


def _not_started(facts: ParcelFacts, on: date, book: StateRules) -> State:
    start, how = _start_due(facts, book)
    if start is None or facts.supplied_on is None:
        return _state(
            book, "supplied_not_used", on, f"{facts.supplied_on} 供地,没有动工。", facts.supplied_on,
            missing=("约定动工日期", "交地时间"),
        )  # fmt: skip
    idle_on = moved(start, years_after(start, book.idle.years), facts.delays, on)
    told = _delayed(start, facts, on)
    if on < idle_on or book.rule("idle", on) is None:
        said = f"{facts.supplied_on} 供地,{how},没有动工;{told}到 {idle_on} 满一年。"
        return _state(book, "supplied_not_used", on, said, facts.supplied_on)
    said = f"{how},{told}到 {idle_on} 满一年仍未动工,至 {on} 已 {(on - idle_on).days} 天。"
    return _state(book, "idle", on, said, idle_on, due=_due(start, facts, on, book))


def _delayed(start: date, facts: ParcelFacts, on: date) -> str:
    """扣除政府原因延误 90 天,."""
    days = (moved(start, FAR, facts.delays, on) - FAR).days
    return f"扣除政府原因延误 {days} 天," if days else ""


def _due(start: date, facts: ParcelFacts, on: date, book: StateRules) -> tuple[str, ...]:
    """What the law provides for land idle by its holder's cause, each with its day."""
    fee_on = moved(start, years_after(start, book.idle.fee_years), facts.delays, on)
    back_on = moved(start, years_after(start, book.idle.take_back_years), facts.delays, on)
    told = []
    if on >= back_on:
        told.append(f"{back_on} 起未动工满 {book.idle.take_back_years} 年:可以无偿收回")
    elif on >= fee_on:
        share = book.idle.fee_share
        if facts.price is None:
            told.append(f"{fee_on} 起可征缴土地闲置费,为价款的 {_percent(share)};价款未知,金额算不出来")
        else:
            fee = Fraction(facts.price) * share
            told.append(
                f"{fee_on} 起可征缴土地闲置费 {_money(fee)} 元(价款 {_money(Fraction(facts.price))} 元的 {_percent(share)})"
            )
        told.append(f"{back_on} 满 {book.idle.take_back_years} 年")
    return tuple(told)


def _unfinished(facts: ParcelFacts, on: date, book: StateRules) -> State:
    began = f"{facts.started_on} 动工"
    shares, missing = _shares(facts)
    if facts.stopped_on is not None:
        full = moved(facts.stopped_on, years_after(facts.stopped_on, book.idle.stopped_years), facts.delays, on)
        short = _short(facts, book)
        if on >= full and short and book.rule("idle", on) is not None:
            said = f"{began},{';'.join(short)},{facts.stopped_on} 起中止开发,到 {full} 满一年。"
            return _state(book, "idle", on, said, full)
        if on >= full:
            said = f"{began},{shares},{facts.stopped_on} 起中止开发,到 {full} 满一年,没有建成。"
            return _state(book, "unfinished", on, said, full, missing=missing)
    if facts.agreed_completion_on is not None:
        late = facts.agreed_completion_on
        full = moved(late, years_after(late, book.unfinished.past_completion_years), facts.delays, on)
        if on >= full:
            return _state(
                book,
                "unfinished",
                on,
                f"{began},约定 {late} 竣工,到 {full} 超过满一年没有建成。",
                full,
                missing=missing,
            )
    stop = f",{facts.stopped_on} 起停工,未满一年" if facts.stopped_on else ""
    return _state(book, "building", on, f"{began},{shares}{stop},没有建成。", facts.started_on)


def _shares(facts: ParcelFacts) -> tuple[str, tuple[str, ...]]:
    told, missing = [], []
    for part, whole, label, name in (
        (facts.developed_area, facts.area, "动工面积", "动工开发面积"),
        (facts.invested, facts.planned_investment, "投资", "已投资额和总投资额"),
    ):
        if part is None or not whole:
            missing.append(name)
        else:
            told.append(f"{label}占 {_percent(Fraction(part) / Fraction(whole))}")
    return ",".join(told) or "进度不明", tuple(missing)


def _short(facts: ParcelFacts, book: StateRules) -> list[str]:
    """Which of both shares lie below the idle rule's bound; exactly the bound does not."""
    told = []
    if facts.developed_area is not None and facts.area:
        share = Fraction(facts.developed_area) / Fraction(facts.area)
        if share < book.idle.area_below:
            told.append(
                f"动工面积 {facts.developed_area} 亩占 {facts.area} 亩的 {_percent(share)},不足 {_words(book.idle.area_below)}"
            )
    if facts.invested is not None and facts.planned_investment:
        share = Fraction(facts.invested) / Fraction(facts.planned_investment)
        if share < book.idle.investment_below:
            told.append(f"投资占总投资的 {_percent(share)},不足 {_words(book.idle.investment_below)}")
    return told


def _finished(facts: ParcelFacts, on: date, book: StateRules) -> State:
    done = f"{facts.completed_on} 竣工"
    if (vacant := _vacant(facts, book)) is not None:
        return _state(book, "underused", on, f"{done},{vacant}。", facts.completed_on)
    low, missing = _low(facts, on, book)
    if low:
        said, discreet = (f"{done},{';'.join(words)}。" for words in zip(*low, strict=True))
        return _state(
            book, "inefficient", on, said, facts.completed_on, missing=missing, discreet=discreet
        )  # fmt: skip
    return _state(book, "in_use", on, f"{done},没有发现用而不足或低效的情形。", facts.completed_on, missing=missing)


def _vacant(facts: ParcelFacts, book: StateRules) -> str | None:
    """Vacant land of a size and a share that count; both must be reached."""
    if facts.vacant_area is None or not facts.area:
        return None
    share = Fraction(facts.vacant_area) / Fraction(facts.area)
    if share < book.underused.vacant_share or facts.vacant_area < book.underused.vacant_mu:
        return None
    return f"空置 {facts.vacant_area} 亩,占 {facts.area} 亩的 {_percent(share)}"


def _low(facts: ParcelFacts, on: date, book: StateRules) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Which measures of yield are too low, each with its figures and without; what is not known.

    In the years of grace after completion, tax is not asked. An industry may have its own criteria.
    """
    rule = book.inefficient
    share, ratio, whose = rule.of(facts.industry)
    told, missing = [], []
    if facts.completed_on is not None and on >= years_after(facts.completed_on, rule.grace_years):
        if facts.tax is None or not facts.area or facts.average_tax_per_mu is None:
            missing.append("亩均税收或行业平均")
        elif (low := _low_tax(facts.tax, facts.area, facts.average_tax_per_mu, share)) is not None:
            told.append(low)
    if facts.plot_ratio is None:
        missing.append("容积率")
    elif facts.plot_ratio < ratio:
        said = f"容积率 {facts.plot_ratio.normalize():f},低于{whose} {ratio}"
        told.append((said, said))
    if facts.stopped_on is not None and on >= years_after(facts.stopped_on, rule.stopped_years):
        said = f"{facts.stopped_on} 起停产,已满 {rule.stopped_years} 年"
        told.append((said, said))
    return told, tuple(missing)


def _low_tax(tax: Decimal, area: Decimal, average: Decimal, share: Fraction) -> tuple[str, str] | None:
    each, bound = Fraction(tax) / Fraction(area), Fraction(average) * share
    if each >= bound:
        return None
    said = f"亩均税收 {_money(each)} 元,低于行业平均 {_percent(share)} 的 {_money(bound)} 元"
    return said, f"亩均税收低于行业平均的 {_percent(share)}"


def _percent(share: Fraction) -> str:
    """Two places, more where two would round it onto a whole it is not."""
    exact = share * 100
    for places in range(2, 9):
        shown = Decimal(round(exact * 10**places)).scaleb(-places)
        if Fraction(shown) == exact or shown != shown.to_integral_value():
            break
    return f"{shown.normalize():f}%"


def _words(bound: Fraction) -> str:
    return "三分之一" if bound == Fraction(1, 3) else _percent(bound)


def _money(value: Fraction) -> str:
    return f"{Decimal(round(value * 100)).scaleb(-2):,f}".removesuffix(".00")
