"""What the counter does with an application: papers, acceptance, the one notice, the decision, the end of a promise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.models import RUNNING, Case

from ..errors import Refused
from ..models import Application, ApplicationPaper, CreditMark, HeldPaper
from ..policy.days import months_after
from ..rules import promises
from ..subjects import needs, paper_states


@transaction.atomic
def add_papers(
    application: Application, *, given: Mapping[str, Any], dated: Mapping[str, date | None], by: User, at: datetime
) -> list[HeldPaper]:
    """Papers handed in, by kind; each goes to the applicant's store and answers this application.

    Raises:
        Refused: a kind nobody asked for (`paper_unknown`), dated in the future (`paper_future`), already past its
            validity (`paper_expired`), a closed case (`case_closed`).
    """
    wanted = {need.kind: need for need in needs(application)}
    if application.case.closed:
        _refuse(application, "case_closed", "已经办结", "在办的件", "另行收件")
    kept = []
    for kind, upload in given.items():
        need = wanted.get(kind)
        if need is None:
            _refuse(application, "paper_unknown", kind, "、".join(n.label for n in wanted.values()), "选择列出的材料")
        day = dated.get(kind)
        until = _valid_until(need, day)
        if day is not None and day > at.date():
            _refuse(application, "paper_future", f"{need.label} {day}", "不晚于今天", "改正日期")
        if until is not None and until < at.date() and until < application.received_on:
            _refuse(application, "paper_expired", f"{need.label} {until} 到期", "在有效期内", "请申请人换新的")
        stored = files.store(upload, name=upload.name, by=by)
        paper = HeldPaper.objects.create(
            applicant=application.applicant, kind=kind, label=need.label, file=stored, dated=day, valid_until=until,
            by=by, given_at=at,
        )  # fmt: skip
        _use(application, paper, by=by, at=at)
        kept.append(paper)
    record(by, "approvals.papers.added", target=application, after={"papers": [p.label for p in kept]})
    return kept


@transaction.atomic
def use_paper(application: Application, paper: HeldPaper, *, by: User, at: datetime) -> ApplicationPaper:
    """Use a paper of the applicant's store.

    Raises:
        Refused: it is another applicant's (`paper_of_another`), or expired (`paper_expired`).
    """
    if paper.applicant_id != application.applicant_id:
        _refuse(application, "paper_of_another", f"{paper.label}属于{paper.applicant}", "本申请人的材料", "另行收取")
    if not paper.good_on(at.date()):
        _refuse(application, "paper_expired", f"{paper.label} {paper.valid_until} 到期", "在有效期内", "请申请人换新的")
    made = _use(application, paper, by=by, at=at, reused=True)
    record(by, "approvals.papers.added", target=application, after={"reused": paper.label})
    return made


def _use(
    application: Application, paper: HeldPaper, *, by: User | None, at: datetime, reused: bool = False
) -> ApplicationPaper:
    made, _ = ApplicationPaper.objects.update_or_create(
        application=application, kind=paper.kind,
        defaults={"label": paper.label, "paper": paper, "reused": reused, "by": by, "added_at": at},
    )  # fmt: skip
    return made


def _valid_until(need: Any, day: date | None) -> date | None:
    return None if day is None or need.valid_months is None else months_after(day, need.valid_months)


@transaction.atomic
def accept(
    application: Application, *, on: date, by: User | None, at: datetime, promised: Collection[str] = (),
    promised_by: date | None = None, by_word: bool = False,
) -> Case:  # fmt: skip
    """Accept: the clock starts. `promised` papers come by `promised_by` (容缺); `by_word` is 告知承诺.

    Whatever door the acceptance comes through, `minding` checks the papers and the promise.
    """
    if by_word != application.by_word:
        application.by_word = by_word
        application.save(update_fields=["by_word"])
    data: dict[str, Any] = {"on": on.isoformat()}
    if promised:
        data |= {"promised": sorted(promised), "promised_by": promised_by.isoformat() if promised_by else None}
    return act(case=application.case, kind="accepted", by=by, at=at, data=data)


@transaction.atomic
def ask_for_papers(application: Application, *, papers: Collection[str], on: date, by: User, at: datetime) -> Case:
    """The one notice of everything that is missing (一次性告知).

    Raises:
        Refused: something missing is not in it (`notice_incomplete`).
        EventRefused: it was told once before (`papers_asked_once`).
    """
    if application.case.status == "draft":
        left = [s.need.label for s in paper_states(application, on=on) if not s.good and s.need.label not in papers]
        main = [s.need.label for s in paper_states(application, on=on) if s.need.label in left and not s.need.secondary]
        if main:
            _refuse(application, "notice_incomplete", "没有列入:" + "、".join(main), "一次告知全部要补的", "一并列入")
    return act(case=application.case, kind="papers_asked", by=by, at=at,
               data={"on": on.isoformat(), "papers": list(papers)})  # fmt: skip


def end_broken_promises(*, on: date, at: datetime, progress: Callable[[int, str], None]) -> int:
    """Applications whose promised papers did not come in time end as the rule says; answers how many.

    A case that moved on meanwhile is left alone; safe to run twice a day.
    """
    rule = promises()
    if rule.on_broken != "terminate":
        return 0
    due = Application.objects.filter(promise_due__lt=on, case__status__in=RUNNING).select_related("case", "applicant")
    total, ended = due.count(), 0
    for place, application in enumerate(due.order_by("promise_due", "pk")):
        progress(5 + 90 * place // max(total, 1), f"核对容缺承诺 {place}/{total}")
        ended += end_promise(application, on=on, at=at)
    return ended


@transaction.atomic
def end_promise(application: Application, *, on: date, at: datetime, by: User | None = None) -> bool:
    """Terminate one application whose promise is overdue, and note the broken promise; False where it is not."""
    fresh = Application.objects.select_for_update(of=("self",)).select_related("case").get(pk=application.pk)
    if fresh.promise_due is None or fresh.promise_due >= on or fresh.case.closed:
        return False
    rule, due = promises(), fresh.promise_due
    state = fresh.case.events.filter(kind="accepted").order_by("-serial").first()
    labels = "、".join((state.data or {}).get("promised", [])) if state else ""
    reason = f"容缺材料应于 {due} 前补交,逾期未补:{labels}。依据{rule.consequence.sentence()}"
    act(case=fresh.case, kind="terminated", by=by, at=at, data={"reason": reason, "on": on.isoformat()})
    CreditMark.objects.create(
        applicant=application.applicant, kind=CreditMark.BROKEN, on=on, known_at=at, by=by,
        reason=f"{fresh.case.number} 容缺材料逾期未补",
    )  # fmt: skip
    record(by, "approvals.promise.broken", target=fresh, after={"due": due, "papers": labels})
    return True


@transaction.atomic
def mark_credit(applicant: Any, *, kind: str, on: date, reason: str, by: User, at: datetime) -> CreditMark:
    """An applicant is listed, or has repaired its credit."""
    made = CreditMark.objects.create(applicant=applicant, kind=kind, on=on, reason=reason, by=by, known_at=at)
    record(by, "approvals.credit.marked", target=applicant, after={"kind": kind, "on": on})
    return made


def _refuse(application: Application, rule: str, found: str, expected: str, advice: str) -> None:
    raise Refused(rule, where=str(application), found=found, expected=expected, advice=advice)
