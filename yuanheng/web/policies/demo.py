"""The demo zone's policies, forty applications in every state, and six letters to the city.

Applications of the plan's year are told in that year; those at work are told in the last weeks, so that clocks run.
Whom a policy fits is found from the records that are there; what the records do not say is noted first.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import act
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from .actions.fulfilments import apply_for
from .actions.policies import enter_policy, note_answer, set_budget
from .actions.requests import ask_for_support, note_reply
from .actions.steps import announce, approve, close_notice, object_to, pay, settle_objection
from .demo_policies import POLICIES, REQUESTS, WAN, Told
from .fits import fits_for
from .matching import Condition, Support, Verdict
from .models import Fulfilment, Policy, SupportRequest
from .money import money_of
from .years import day_of, default_year

YEAR = 2021
JOINT = ("经济发展局", "招商局")
STATES = ("draft", "materials", "joint", "decide", "announce", "running", "run_out", "pay", "partly")
ENDED, AT_WORK = 28, 12


def load_demo_policies(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Load the part; nothing where there are policies already."""
    if Policy.objects.exists():
        return
    office = Office(cast, today=moment.today())
    policies = [office.enter(told) for told in POLICIES]
    office.find_out()
    ended, at_work = (7, 4) if small else (ENDED, AT_WORK)
    told = _in_turn([office.open_for(p, YEAR) for p in policies], ended)
    for number, (policy, subject) in enumerate(told):
        end = "refused" if number % 14 == 5 else "withdrawn" if number % 14 == 9 else "paid"
        office.tell(policy, subject, YEAR, date(YEAR, 3 + number % 7, 3 + number % 22), end, number)
    year = default_year(office.today)
    told = _in_turn([office.open_for(p, year) for p in policies], at_work)
    for number, (policy, subject) in enumerate(told):
        until = STATES[number % len(STATES)]
        first = load_calendar().after(office.today, -(3 + 3 * STATES.index(until)))
        office.tell(policy, subject, year, first, until, 100 + number)
    for row in REQUESTS:
        office.ask(row)
    say(f"政策 {len(policies)} 条,兑现 {Fulfilment.objects.count()} 件,请示 {SupportRequest.objects.count()} 件")


def _in_turn(columns: list[Iterator[Any]], most: int) -> list[Any]:
    """One of each in turn, until there are so many or none is left."""
    found: list[Any] = []
    while columns and len(found) < most:
        for column in list(columns):
            item = next(column, None)
            if item is None:
                columns.remove(column)
            elif len(found) < most:
                found.append(item)
    return found


def _at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=moment.SHANGHAI)


@dataclass
class Office:
    """Those who do the work in the demo, and the day."""

    cast: dict[str, User]
    today: date
    used: set[Any] = field(default_factory=set)

    def enter(self, told: Told) -> Policy:
        """A policy with its document and the budgets of the years shown."""
        by, at = self.cast["analyst"], _at(told.issued_on)
        scan = io.BytesIO(f"演示用政策文件\n{told.title}\n{told.support_words}\n".encode())
        scan.name = f"{told.title}.txt"
        policy = enter_policy(
            title=told.title, document=told.document, issuer=told.issuer, level=told.level, theme=told.theme,
            issued_on=told.issued_on, since=told.issued_on, until=told.until, given_to=told.given_to,
            conditions=[Condition.model_validate(c) for c in told.conditions],
            support=Support.model_validate(told.support), support_words=told.support_words, words="", file=scan,
            by=by, at=at,
        )  # fmt: skip
        for year in sorted({YEAR, default_year(self.today)}):
            if told.budget and policy.holds_on(day_of(year, self.today)):
                set_budget(
                    policy, year=year, amount=Decimal(told.budget * WAN), document=f"{year} 年产业扶持资金预算",
                    by=by, at=at,
                )  # fmt: skip
        return policy

    def find_out(self) -> None:
        """What the records do not say of some firms and projects, as somebody found it."""
        firms = list(Enterprise.objects.order_by("code"))
        for number, firm in enumerate(firms[:60:6]):
            rent, interest = (12 + 3 * number) * WAN, (20 + 11 * number) * WAN
            notes = {
                "building_tenancy": True, "leased_m2": str(220 + 60 * number), "rent_paid": str(rent),
                "loan_interest": str(interest), "stays_years": "10", "local_tax_share": str((90 + 40 * number) * WAN),
            }  # fmt: skip
            if number % 2 == 0:
                notes["headquarters_kind"] = ("regional", "research", "settlement", "finance")[number // 2 % 4]
            for name, value in notes.items():
                self._note("enterprise", firm, name, value)
        for number, project in enumerate(Project.objects.active().filter(stage="started").order_by("number")[:8]):
            self._note("project", project, "equipment_investment", str((1800 + 900 * number) * WAN))

    def _note(self, kind: str, subject: Any, name: str, value: Any) -> None:
        note_answer(
            kind=kind, subject=subject, field=name, value=value, basis="查看企业提供的材料",
            found_on=date(YEAR, 2, 20), by=self.cast["analyst"], at=_at(date(YEAR, 2, 20)),
        )  # fmt: skip

    def open_for(self, policy: Policy, year: int) -> Iterator[tuple[Policy, Any]]:
        """Subjects that fit and whose amount is known, the policy being in force."""
        on = day_of(year, self.today)
        if not policy.holds_on(on):
            return
        rows: Any = Project.objects.active() if policy.given_to == "project" else Enterprise.objects.all()
        named = {row.pk: row for row in rows.select_related(*(["enterprise"] if policy.given_to == "project" else []))}
        for pk, found in fits_for(policy, named.values(), on=on).items():
            if found.verdict is Verdict.FITS and found.worth.amount and (policy.pk, year, pk) not in self.used:
                self.used.add((policy.pk, year, pk))
                yield policy, named[pk]

    def tell(self, policy: Policy, subject: Any, year: int, first: date, until: str, number: int) -> None:
        """One application, from its first day as far as `until`."""
        found = fits_for(policy, [subject], on=day_of(year, self.today))[subject.pk]
        left = money_of(policy, year).free
        amount = found.worth.amount or Decimal(0)
        if amount <= 0 or (policy.level == "zone" and (left is None or left < amount)):
            return
        clock = _Days(first, self.today)
        scan = io.BytesIO(f"演示用申报材料 {number}\n".encode())
        scan.name = "申报材料.txt"
        made = apply_for(
            policy, kind=policy.given_to, subject=subject, year=year, amount=amount, by=self.cast["analyst"],
            at=clock.next(0), on=day_of(year, self.today), papers=[scan], bureaus=JOINT,
        )  # fmt: skip
        if until != "draft":
            self._work(made, until, clock, amount)

    def _work(self, made: Fulfilment, until: str, clock: _Days, amount: Decimal) -> None:
        analyst, promoter = self.cast["analyst"], self.cast["promoter"]
        case = made.case
        act(case=case, kind="accepted", by=analyst, at=clock.next(1))
        if until == "materials":
            return
        if until == "withdrawn":
            act(case=case, kind="revoked", by=analyst, at=clock.next(2), data={"reason": "企业主动撤回,补充材料后再报"})
            return
        act(case=case, kind="step_done", step="materials", by=analyst, at=clock.next(2), data={"opinion": "材料齐全"})
        if until == "joint":
            return
        if until == "refused":
            act(
                case=case, kind="refused", step="joint", by=promoter, at=clock.next(2),
                data={"reason": "同一事项已享受上级同类补助,不重复支持"},
            )  # fmt: skip
            return
        for who in (analyst, promoter):
            act(case=case, kind="signed", step="joint", by=who, at=clock.next(1), data={"opinion": "同意"})
        if until != "decide":
            self._decided(made, until, clock, amount)

    def _decided(self, made: Fulfilment, until: str, clock: _Days, amount: Decimal) -> None:
        analyst = self.cast["analyst"]
        given = amount if made.year % 2 or amount < 50 * WAN else amount - 2 * WAN
        approve(made, amount=given, opinion="同意", by=self.cast["leader"], at=clock.next(1))
        if until == "announce":
            return
        since = clock.next(1)
        notice = announce(made, place="开发区门户网站", since=since.date(), by=analyst, at=since)
        if until == "run_out":
            self._objected(notice, since)
        if until in ("running", "run_out"):
            return
        clock.day = load_calendar().after(notice.until, 1)
        close_notice(made, by=analyst, at=clock.next(0), opinion="公示期满,无异议")
        if until == "pay":
            return
        half = (given / 2).quantize(Decimal(1))
        parts = [half] if until == "partly" else [half, given - half] if given >= 50 * WAN else [given]
        for number, part in enumerate(parts):
            at = clock.next(2)
            pay(
                made, amount=part, paid_on_day=at.date(), voucher=f"演拨-{made.case.number[-5:]}-{number + 1}",
                by=analyst, at=at, note="分期拨付" if len(parts) > 1 else "",
            )  # fmt: skip

    def _objected(self, notice: Any, since: datetime) -> None:
        day = since.date() + timedelta(days=1)
        made = object_to(
            notice, text="反映企业租用面积与公示不符", received_on=day, by=self.cast["analyst"], at=_at(day, 16)
        )
        settle_objection(made, answer="现场核对合同和面积,与申报一致", on=day, by=self.cast["analyst"])

    def ask(self, row: tuple[Any, ...]) -> None:
        """A letter to the city and its answer."""
        number, title, asked_of, month, day, days, amount, answer = row
        asked_on = date(YEAR, month, day)
        scan = io.BytesIO(f"演示用请示扫描件\n{title}\n".encode())
        scan.name = f"请示{number}.txt"
        made = ask_for_support(
            number=f"启开管演请〔{YEAR}〕{number} 号", title=title, text=f"{title},请予支持。", asked_of=asked_of,
            asked_on=asked_on, due_on=asked_on + timedelta(days=days), amount_yuan=amount and Decimal(amount * WAN),
            by=self.cast["promoter"], at=_at(asked_on), file=scan,
        )  # fmt: skip
        if not answer:
            return
        on = asked_on + timedelta(days=days - 6)
        granted = {"granted": amount, "partly": (amount or 0) // 2}.get(answer)
        note_reply(
            made, outcome=answer, answered_on=on, number="" if answer == "interim" else f"启财演复〔{YEAR}〕{number} 号",
            text={"interim": "已转有关部门研究。", "refused": "按现行标准执行。"}.get(answer, "原则同意,按程序办理。"),
            granted_yuan=granted and Decimal(granted * WAN), by=self.cast["promoter"], at=_at(on),
        )  # fmt: skip


@dataclass
class _Days:
    """Working days one after another, never past today."""

    day: date
    last: date
    minute: int = 0

    def next(self, days: int) -> datetime:
        """So many working days on; later the same day where there are none left."""
        self.day = min(load_calendar().after(self.day, days) if days else self.day, self.last)
        self.minute += 9
        return _at(self.day, 9) + timedelta(minutes=self.minute)
