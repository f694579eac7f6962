"""Issue a document: its number, its file with the QR code, what the public page shows of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from yuanheng.engines.powers import Matter
from yuanheng.web.base import files
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.states import procedure_of

from ..documents import rendered, template_of
from ..errors import Refused
from ..models import Application, DocumentTemplate, Issued, IssuedKind
from ..policy.days import months_after
from ..rules import office, powers, promises
from ..subjects import paper_states, subject_named
from ..verifying import qr_picture, token_of

NUMBERS = 0x6973_7375
OUTCOMES = {"granted": "准予", "refused": "不予", "revoked": "申请人已撤回", "terminated": "终止办理"}
Address = Callable[[str], str]
"""The full address of the page that verifies a token."""


@transaction.atomic
def issue(
    application: Application, *, kind: str, on: date, by: User, at: datetime, address: Address, step: str = ""
) -> Issued:
    """A document of an application.

    Raises:
        Refused: it is not time for it (`not_accepted`, `nothing_asked`, `not_decided`, `not_terminated`), or the item of
            a chain is not done.
    """
    fresh = Application.objects.select_related("case", "applicant").get(pk=application.pk)
    words = _words(fresh, kind, step, on)
    rule, serial = office(), _next(kind, on.year)
    number = rule.numbers[kind].format(year=on.year, serial=f"{serial:05d}")
    made = Issued.objects.create(
        application=fresh, kind=kind, step=step, year=on.year, serial=serial, number=number, on=on, by=by, issued_at=at,
        valid_until=words.pop("_valid_until", None), told=_told(fresh, words),
    )  # fmt: skip
    link = address(token_of(made))
    words |= {
        "number": number,
        "date": _day(on),
        "organ": rule.organ,
        "title": made.get_kind_display(),
        "address": link,
    }
    content = io.BytesIO(rendered(template_of(kind), words, picture=qr_picture(link)))
    made.file = files.store(content, name=f"{made.get_kind_display()} {number}.docx", by=by)
    made.save()
    record(by, "approvals.document.issued", target=made, after={"kind": kind, "number": number})
    return made


@transaction.atomic
def revoke(issued: Issued, *, reason: str, by: User, at: datetime) -> Issued:
    """A document no longer holds; its page says so."""
    fresh = Issued.objects.select_for_update().get(pk=issued.pk)
    if fresh.revoked_at is not None:
        raise Refused(
            "revoked_before", where=fresh.number, found="已经作废", expected="有效的文书", advice="不必再作废"
        )
    fresh.revoked_at, fresh.revoked_why = at, reason
    fresh.save()
    record(by, "approvals.document.revoked", target=fresh, after={"reason": reason})
    return fresh


@transaction.atomic
def set_template(*, kind: str, upload: Any, by: User, at: datetime) -> DocumentTemplate:
    """The office's own template, after it was filled in once to see that it can be.

    Raises:
        Refused: `template_broken`.
    """
    content = upload.read()
    words = {key: "示例" for key in ("organ", "title", "number", "applicant", "item")}
    rendered(content, words, picture=qr_picture("https://example.org/"))
    stored = files.store(io.BytesIO(content), name=upload.name, by=by)
    made = DocumentTemplate.objects.create(kind=kind, file=stored, by=by, at=at)
    record(by, "approvals.template.set", target=made, after={"kind": kind})
    return made


def _next(kind: str, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [NUMBERS, f"{kind} {year}"])
    return (Issued.objects.filter(kind=kind, year=year).aggregate(last=Max("serial"))["last"] or 0) + 1


def _words(application: Application, kind: str, step: str, on: date) -> dict[str, Any]:
    case, applicant = application.case, application.applicant
    accepted = case.events.filter(kind="accepted").order_by("-serial").first()
    asked = case.events.filter(kind="papers_asked").order_by("-serial").first()
    _check(application, kind, step, accepted, asked)
    rule = promises()
    papers = [s.need.label for s in paper_states(application, on=on) if s.good]
    wanted = (asked.data if asked and kind == IssuedKind.SUPPLEMENT else accepted.data if accepted else {}) or {}
    return {
        "applicant": applicant.name, "code": applicant.shown_code, "item": application.label,
        "case_number": case.number, "accepted_on": _day(case.accepted_on), "due_on": _day(case.due_on),
        "days": procedure_of(case).days, "papers": "、".join(papers) or "无",
        "missing": "、".join(wanted.get("papers") or wanted.get("promised") or ()),
        "until": wanted.get("promised_by", ""), "basis": procedure_of(case).source.sentence(),
        "consequence": f"逾期不补的终止办理,损失由承诺人承担,修复以前不得再容缺。依据{rule.consequence.sentence()}。",
        **_decided(application, kind, step, on),
    }  # fmt: skip


def _decided(application: Application, kind: str, step: str, on: date) -> dict[str, Any]:
    if kind == IssuedKind.TERMINATION:
        last = application.case.events.filter(kind__in=("terminated", "revoked")).order_by("-serial").first()
        return {"decision": str((last.data or {}).get("reason", "")) if last else "", "result": "", "valid_until": ""}
    subject = subject_named(application.kind, application.code)
    power = powers().get(step) if isinstance(subject, Matter) else subject
    if kind != IssuedKind.DECISION or power is None or isinstance(power, Matter):
        return {"decision": "", "result": "", "valid_until": ""}
    result = power.at(application.received_on).result
    until = months_after(on, result.valid_months) if result.valid_months else None
    refused = application.case.outcome == "refused"
    return {
        "item": power.name, "decision": f"{'不予' if refused else '准予'}{power.name}",
        "result": "无" if refused else result.label, "valid_until": _day(until) if not refused else "",
        "_valid_until": None if refused else until,
    }  # fmt: skip


def _check(application: Application, kind: str, step: str, accepted: Any, asked: Any) -> None:
    case = application.case
    wrong = {
        IssuedKind.RECEIPT: None if accepted else ("not_accepted", "尚未受理", "先受理"),
        IssuedKind.PROMISE: None if (accepted and (accepted.data or {}).get("promised")) or application.by_word
        else ("no_promise", "没有容缺或承诺", "容缺受理以后出具"),
        IssuedKind.SUPPLEMENT: None if asked else ("nothing_asked", "没有告知补正", "先登记一次性告知"),
        IssuedKind.TERMINATION: None if case.status in ("terminated", "revoked")
        else ("not_terminated", case.get_status_display(), "终止或撤回以后出具"),
        IssuedKind.DECISION: _decision_fault(application, step),
    }[IssuedKind(kind)]  # fmt: skip
    if wrong is not None:
        rule, found, advice = wrong
        raise Refused(rule, where=str(application), found=found, expected=IssuedKind(kind).label, advice=advice)


def _decision_fault(application: Application, step: str) -> tuple[str, str, str] | None:
    case = application.case
    if application.kind == Application.MATTER:
        done = case.steps.filter(code=step, status="done").exists()
        return None if done else ("not_decided", "这一项没有办结", "办结以后出具")
    decided = case.outcome in ("granted", "refused") or case.steps.filter(code="decide", status="done").exists()
    open_promise = application.promise_due is not None
    if open_promise:
        return "promise_open", "容缺材料没有补齐", "补齐以后发给结果"
    return None if decided else ("not_decided", "还没有决定", "决定以后出具")


def _told(application: Application, words: dict[str, Any]) -> dict[str, Any]:
    """What everybody who holds the paper may read; nothing that is not on it."""
    return {
        "applicant": application.applicant.public_name, "item": words["item"], "case_number": words["case_number"],
        "decision": words.get("decision", ""), "result": words.get("result", ""),
    }  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
