"""An application comes in: who asks is checked, the case is opened, what is in the applicant's store is used again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from yuanheng.engines.identities import check_uscc, normalise_name
from yuanheng.engines.powers import Matter, Power
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import open_case
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.projects.models import Project

from ..errors import Refused
from ..models import Applicant, ApplicantKind, Application, ApplicationPaper, Channel, PowerState
from ..models.applications import SUBJECT
from ..standing import standing_of
from ..subjects import label_of, needs, our_bureau, paper_states, procedure_for, store_of, version_of, who_may

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
WHO = dict(ApplicantKind.choices)


def valid_identity(code: str) -> bool:
    """Whether the check character of an eighteen-digit identity number holds (GB 11643)."""
    if len(code) != 18 or not code[:17].isdigit():
        return False
    return ID_CHECKS[sum(int(c) * w for c, w in zip(code, ID_WEIGHTS, strict=False)) % 11] == code[17]


@transaction.atomic
def keep_applicant(
    *, kind: str, name: str, code: str, by: User | None, at: datetime, phone: str = "", email: str = ""
) -> Applicant:
    """The applicant of that code, made where there is none; a firm is tied to its place in the register.

    Raises:
        Refused: a code that cannot be (`applicant_code`), or that is another's (`applicant_mismatch`).
    """
    code = code.strip().upper()
    good = valid_identity(code) if kind == ApplicantKind.CITIZEN else check_uscc(code)
    if not good:
        _refuse("applicant_code", name, code or "没有填", "18 位、校验位相符的代码", "对照证件改正")
    firm = Enterprise.objects.filter(uscc=code).first() if kind == ApplicantKind.ENTERPRISE else None
    known = Applicant.objects.select_for_update().filter(code=code).first()
    holder = (known.name, known.kind) if known else (firm.name, ApplicantKind.ENTERPRISE) if firm else None
    if holder is not None and (normalise_name(holder[0]) != normalise_name(name) or holder[1] != kind):
        _refuse("applicant_mismatch", name, f"代码 {code} 属于{holder[0]}", "名称、类别与代码一致", "核对是谁在申请")
    if known is None:
        known = Applicant.objects.create(
            kind=kind, name=name.strip(), code=code, enterprise=firm, phone=phone, email=email, by=by, created_at=at,
            organisation=our_bureau(),
        )  # fmt: skip
        record(by, "approvals.applicant.registered", target=known, after={"kind": kind})
    elif (phone and phone != known.phone) or (email and email != known.email):
        known.phone, known.email = phone or known.phone, email or known.email
        known.save()
        record(by, "approvals.applicant.changed", target=known, after={"phone": bool(phone), "email": bool(email)})
    return known


@transaction.atomic
def receive(
    *, subject: Power | Matter, applicant: Applicant, received_on: date, by: User | None, at: datetime,
    project: Project | None = None, skip: tuple[str, ...] = (), channel: str = Channel.COUNTER,
    extra: Mapping[str, Any] | None = None,
) -> Application:  # fmt: skip
    """Take an application in; its clock begins when it is accepted.

    Raises:
        Refused: `wrong_applicant`, `already_running` (two cases for one matter), `power_not_in_use`, `power_withdrawn`.
    """
    mirrored = channel == Channel.UPPER
    label, kind = label_of(subject), Application.MATTER if isinstance(subject, Matter) else Application.POWER
    code = subject.name if isinstance(subject, Matter) else subject.code
    if not mirrored:
        _may_ask(subject, applicant, label, on=received_on)
    _lock(applicant, code)
    _not_twice(subject, applicant, code, project)
    bureau, told = our_bureau(), dict(extra or {})
    case = open_case(
        procedure=procedure_for(subject, on=received_on, mirrored=mirrored), title=f"{label} {applicant.name}",
        subject_kind=SUBJECT, subject_label=applicant.name, organisation=bureau, by=by, at=at,
        data={"on": received_on.isoformat(), "skip": list(skip)},
    )  # fmt: skip
    made = Application.objects.create(
        kind=kind, code=code, label=label, since=version_of(subject, on=received_on), applicant=applicant, project=project,
        case=case, organisation=bureau, channel=channel, received_on=received_on, by=by, created_at=at, **told,
    )  # fmt: skip
    case.subject_id = str(made.pk)
    case.save(update_fields=["subject_id"])
    if not mirrored:
        reuse(made, by=by, at=at)
    record(by, "approvals.application.received", target=made, after={"code": code, "on": received_on})
    return made


def reuse(application: Application, *, by: User | None, at: datetime) -> int:
    """Use what the applicant has handed in before and is still valid; answers how many papers that spared."""
    wanted = {need.kind: need for need in needs(application)}
    used = set(application.papers.values_list("kind", flat=True))
    store = store_of(application.applicant, sorted(set(wanted) - used - {"application"}))
    fresh = [
        ApplicationPaper(
            application=application, kind=kind, label=wanted[kind].label, paper=paper, reused=True, by=by, added_at=at
        )
        for kind, paper in store.items()
        if paper.good_on(application.received_on)
    ]
    ApplicationPaper.objects.bulk_create(fresh)
    return len(fresh)


def missing(application: Application, *, on: date) -> list[str]:
    """Labels of papers that are not there, or no longer valid."""
    return [state.need.label for state in paper_states(application, on=on) if not state.good]


def _may_ask(subject: Power | Matter, applicant: Applicant, label: str, *, on: date) -> None:
    who = who_may(subject, on=on)
    if applicant.kind not in who:
        _refuse("wrong_applicant", label, f"{applicant}({WHO[applicant.kind]})", "、".join(WHO[w] for w in who),
                "由适格的申请人提出")  # fmt: skip
    if isinstance(subject, Matter):
        return
    event = standing_of(subject.code, on=on)
    if event is not None and event.state == PowerState.WITHDRAWN:
        _refuse("power_withdrawn", label, f"{event.on} 收回({event.number})", "启用的事项", "请申请人到原审批机关办理")
    if event is None or event.state != PowerState.IN_USE:
        now = event.get_state_display() if event else "没有登记下放"
        _refuse("power_not_in_use", label, f"{on} {now}", "已启用的事项", f"由{subject.delegated_by or '原机关'}办理")


def _not_twice(subject: Power | Matter, applicant: Applicant, code: str, project: Project | None) -> None:
    """One running application for one matter; where an item may be asked for again, one a project."""
    running = Application.objects.running().filter(applicant=applicant, code=code)
    if subject.repeatable:
        running = running.filter(project=project)
    found = running.select_related("case").first()
    if found is not None and not (subject.repeatable and project is None and code in AGAIN):
        _refuse("already_running", label_of(subject), f"{found.number} 还在办理", "一件事只立一件",
                "打开原办件;确为另一项目的,请选择项目")  # fmt: skip


AGAIN = frozenset({"sc_company", "sc_change", "sc_individual", "ga_seal", "sw_invoice", "rs_insurance"})
"""Items of no project that one applicant may ask for twice at once."""


def _lock(applicant: Applicant, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"approvals {applicant.pk} {code}"])


def _refuse(rule: str, where: str, found: str, expected: str, advice: str) -> None:
    raise Refused(rule, where=where, found=found, expected=expected, advice=advice)
