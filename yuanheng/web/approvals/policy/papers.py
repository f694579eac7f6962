"""Which papers an application needs, which of them are there and good, and whether it may be accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.engines.calendars import WorkCalendar
from yuanheng.engines.powers import Matter, PaperNeed, Power, procedure_of_matter

from ..errors import Refused
from ..rules import Promises


@dataclass(frozen=True, slots=True)
class NeedState:
    """One paper asked for: `good` (there and valid), `expired` (there, no longer valid) or `missing`."""

    need: PaperNeed
    state: str
    paper: Any = None

    @property
    def good(self) -> bool:
        """There, and valid."""
        return self.state == "good"


def needs_of(
    subject: Power | Matter, powers: Mapping[str, Power], *, on: date, skip: Collection[str] = ()
) -> tuple[PaperNeed, ...]:
    """The papers an item or a chain asks for, each once; a chain does not ask for what an item in it makes."""
    if isinstance(subject, Power):
        return subject.at(on).papers
    procedure = procedure_of_matter(subject, powers, on=on)
    known = {p.kind: p for code in subject.codes for p in powers[code].at(on).papers}
    asked = [p for step in procedure.steps if step.code not in skip for p in step.papers]
    return tuple(known[p.kind].model_copy(update={"secondary": p.secondary}) for p in asked)


def checked(needs: Iterable[PaperNeed], papers: Mapping[str, Any], *, on: date) -> tuple[NeedState, ...]:
    """Each need with the paper that answers it (by kind) as it is on a day."""
    found = []
    for need in needs:
        paper = papers.get(need.kind)
        state = "missing" if paper is None else "good" if paper.good_on(on) else "expired"
        found.append(NeedState(need, state, paper))
    return tuple(found)


def check_acceptance(
    states: Iterable[NeedState], *, where: str, promised: Collection[str], by_word: bool, tolerates: bool
) -> None:
    """Whether what is there is enough to accept.

    Raises:
        Refused: `paper_expired`, `papers_missing` (a main one, or a secondary one nobody promised), `promise_not_needed`.
    """
    lacking = [s for s in states if not s.good]
    expired = [s for s in lacking if s.state == "expired" and s.need.label not in promised]
    if expired:
        told = "、".join(f"{s.need.label}({s.paper.valid_until} 到期)" for s in expired)
        raise Refused(
            "paper_expired", where=where, found=f"过期:{told}", expected="在有效期内", advice="请申请人换新的"
        )
    open_ones = [s for s in lacking if s.need.label not in promised and not (by_word and s.need.secondary)]
    if open_ones:
        told = "、".join(s.need.label + ("(次要)" if s.need.secondary and tolerates else "") for s in open_ones)
        advice = "一次性告知补正;次要材料可以容缺受理" if tolerates else "一次性告知补正"
        raise Refused("papers_missing", where=where, found=f"缺 {told}", expected="材料齐全", advice=advice)
    idle = set(promised) - {s.need.label for s in lacking}
    if idle:
        raise Refused("promise_not_needed", where=where, found="已交:" + "、".join(sorted(idle)),
                      expected="只容缺没有交的材料", advice="去掉已交的")  # fmt: skip


def check_promise(
    rule: Promises, *, where: str, mark: Any, accepted_on: date, until: date | None, due: date | None,
    calendar: WorkCalendar,
) -> None:  # fmt: skip
    """Whether an applicant may promise papers until a day.

    Raises:
        Refused: `promise_excluded` (bad credit, an earlier promise broken), `promise_too_long`, `promise_beyond_due`.
    """
    if mark is not None and mark.kind in rule.excludes:
        found = f"{mark.on} {mark.get_kind_display()}:{mark.reason}"
        raise Refused("promise_excluded", where=where, found=found, expected="没有未修复的失信记录",
                      advice="收齐材料按一般方式办理,或等信用修复")  # fmt: skip
    if until is None:
        return
    last = calendar.after(accepted_on, rule.tolerance_days)
    if until > last:
        raise Refused("promise_too_long", where=where, found=f"补交期限 {until}",
                      expected=f"受理后 {rule.tolerance_days} 个工作日内(不晚于 {last})", advice="改早期限")  # fmt: skip
    if due is not None and until > due and not rule.beyond_due:
        raise Refused("promise_beyond_due", where=where, found=f"补交期限 {until}",
                      expected=f"不晚于承诺办结日 {due}", advice="改早期限")  # fmt: skip
