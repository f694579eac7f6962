"""What approvals check and note when a case of theirs changes, through whatever door: part of the same transaction."""

from __future__ import annotations

from datetime import date

from yuanheng.engines.calendars import load_calendar
from yuanheng.engines.powers import Matter
from yuanheng.web.cases.hooks import after_case_change
from yuanheng.web.cases.models import Case, CaseEvent

from .errors import Refused
from .models import Application, Channel, HeldPaper
from .models.applicants import excluded
from .models.applications import application_of
from .policy.days import months_after
from .policy.papers import check_acceptance, check_promise
from .rules import powers, promises
from .subjects import paper_states, subject_named, takes_word, tolerates
from .telling import queue


@after_case_change
def mind(case: Case) -> None:
    """Acceptance needs its papers, given papers must be there, results go to the applicant's store.

    Raises:
        Refused: the rule that is broken; the event is then undone.
    """
    application = application_of(case)
    if application is None:
        return
    event = case.events.order_by("-serial").first()
    if event is None or application.channel == Channel.UPPER:
        return
    queue(application, case, event)
    day = date.fromisoformat(str(event.data["on"])) if event.data.get("on") else event.at.date()
    if event.kind == "accepted":
        _accepted(application, case, event, day)
    elif event.kind == "papers_given":
        _given(application, event, day)
    elif event.kind in ("step_done", "signed", "external_done", "completed"):
        _results(application, case, event)
    if case.closed and application.promise_due is not None:
        application.promise_due = None
        application.save(update_fields=["promise_due"])


def _accepted(application: Application, case: Case, event: CaseEvent, day: date) -> None:
    subject, where = subject_named(application.kind, application.code), str(application)
    promised = tuple(event.data.get("promised") or ())
    if subject is None:
        raise Refused(
            "subject_gone", where=where, found=application.code, expected="目录里的事项", advice="恢复规则文件"
        )
    if application.by_word and not takes_word(subject, on=application.received_on):
        raise Refused(
            "word_not_allowed", where=where, found="告知承诺", expected="适用告知承诺的事项", advice="按一般方式受理"
        )
    check_acceptance(
        paper_states(application, on=day), where=where, promised=promised, by_word=application.by_word,
        tolerates=tolerates(subject, on=application.received_on),
    )  # fmt: skip
    if promised or application.by_word:
        until = date.fromisoformat(str(event.data["promised_by"])) if promised else None
        check_promise(
            promises(), where=where, mark=excluded(application.applicant, on=day), accepted_on=day, until=until,
            due=case.due_on, calendar=load_calendar(),
        )  # fmt: skip
        application.promise_due = until
        application.save(update_fields=["promise_due"])


def _given(application: Application, event: CaseEvent, day: date) -> None:
    """What was asked for, or promised, is there now."""
    before = application.case.events.filter(serial__lt=event.serial, kind__in=("papers_asked", "accepted"))
    last = before.order_by("-serial").first()
    wanted = set(last.data.get("papers") or last.data.get("promised") or ()) if last else set()
    lacking = [s.need.label for s in paper_states(application, on=day) if not s.good and s.need.label in wanted]
    if lacking:
        raise Refused("papers_missing", where=str(application), found="还缺 " + "、".join(lacking),
                      expected="告知的材料都交来", advice="先在“材料”里收件")  # fmt: skip
    application.promise_due = None
    application.save(update_fields=["promise_due"])


def _results(application: Application, case: Case, event: CaseEvent) -> None:
    """A result that other items ask for goes to the applicant's store, so that nobody hands it in."""
    subject, known = subject_named(application.kind, application.code), powers()
    if isinstance(subject, Matter):
        step = case.steps.filter(code=event.step, status="done").first()
        power = known.get(event.step) if step is not None else None
    else:
        power = subject if event.kind == "completed" else None
    if power is None:
        return
    terms = power.at(application.received_on)
    if not terms.result.kind:
        return
    day = date.fromisoformat(str(event.data["on"])) if event.data.get("on") else event.at.date()
    until = months_after(day, terms.result.valid_months) if terms.result.valid_months else None
    HeldPaper.objects.create(
        applicant=application.applicant, kind=terms.result.kind, label=terms.result.label, issued=True, dated=day,
        number=str(event.data.get("number") or case.number), valid_until=until, by=event.by, given_at=event.at,
    )  # fmt: skip
