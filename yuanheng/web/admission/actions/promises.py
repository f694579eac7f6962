"""Enter an agreement and its promises, change a promise, check a year, follow a broken one up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.measures import load_measures
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import open_case
from yuanheng.web.ledger.models import Figure
from yuanheng.web.ledger.wording import field_group, measure_label
from yuanheng.web.projects.models import Project

from ..access import AGREE, FOLLOW
from ..models import Agreement, FollowUp, Promise, PromiseCheck
from ..policy import Figured, Promised, Verdict, keep_or_not, reached_or_not
from ..policy.promises import Kept, needed
from ..standing import first_entry
from .checks import lock

FOLLOW_PROCEDURE = "supervised-item"


class PromiseStateError(YuanhengError):
    """What cannot be done to a promise or a check as it stands."""

    kind = "promise_state"


@transaction.atomic
def record_agreement(
    project: Project,
    *,
    document: str,
    signed_on: date,
    by: User,
    at: datetime,
    number: str = "",
    land_mu: Decimal | None = None,
    note: str = "",
    file: Any = None,
) -> Agreement:
    """Enter an agreement of a project."""
    made = Agreement.objects.create(
        project=project,
        document=document,
        number=number,
        signed_on=signed_on,
        land_mu=land_mu,
        note=note,
        file=files.store(file, name=file.name, by=by) if file else None,
        organisation=bureau_of(by, AGREE),
        by=by,
        at=at,
    )
    after = {"project": str(project), "document": document, "signed_on": signed_on, "land_mu": land_mu}
    record(by, "admission.agreement.recorded", target=made, after=after)
    return made


@transaction.atomic
def record_promise(
    agreement: Agreement,
    *,
    kind: str,
    value: Decimal | None,
    due_on: date | None,
    first_year: int,
    consequence: str,
    by: User,
    at: datetime,
    last_year: int | None = None,
    land_basis: str = "",
    basis: str = "",
    replaces: Promise | None = None,
    reason: str = "",
) -> Promise:
    """Enter a promise, or with `replaces` and a reason the changed form of one; the old entry stays.

    Raises:
        PromiseStateError: the promise to replace was replaced already.
    """
    if replaces is not None:
        lock(agreement.project)
        if Promise.objects.filter(replaces=replaces).exists():
            raise PromiseStateError(
                where=str(replaces), found="已有变更后的承诺", expected="现行有效的承诺", advice="在最新的一条上变更"
            )
    made = Promise.objects.create(
        agreement=agreement,
        kind=kind,
        value=value,
        due_on=due_on,
        first_year=first_year,
        last_year=last_year,
        land_basis=land_basis,
        basis=basis,
        consequence=consequence,
        replaces=replaces,
        reason=reason,
        by=by,
        at=at,
    )
    before = {"promise": str(replaces)} if replaces else None
    after = {"promise": str(made), "first_year": first_year, "consequence": consequence, "reason": reason}
    record(
        by,
        "admission.promise.changed" if replaces else "admission.promise.recorded",
        target=made,
        before=before,
        after=after,
    )
    return made


@transaction.atomic
def check_year(promises: Iterable[Promise], *, year: int, by: User, today: date, at: datetime) -> dict[str, int]:
    """Check these promises for a year against the ledger as it stands; answers how many came to what."""
    asked = list(promises)
    policies = {p.pk: p.to_policy() for p in asked}
    figures = _figures(asked, policies, year)
    made, counts = [], {verdict.value: 0 for verdict in Verdict}
    for promise in asked:
        kept = _decided(promise, policies[promise.pk], figures, year=year, today=today)
        counts[kept.verdict] += 1
        made.append(_check(promise, kept, figures, year=year, by=by, on=promise.as_of(year, today), at=at))
    PromiseCheck.objects.bulk_create(made)
    record(by, "admission.promise.checked", after={"year": year, **counts}, target_label=f"{year} 年承诺核对")
    return counts


Found = dict[tuple[Any, str, int], Figured]


def _figures(promises: list[Promise], policies: dict[Any, Promised], year: int) -> Found:
    """Every figure that is asked for, in one query."""
    firms = {p.agreement.project.enterprise_id for p in promises} - {None}
    keys = {key for policy in policies.values() for key in needed(policy, year)}
    rows = Figure.objects.filter(
        enterprise__in=firms, measure__in={m for m, _ in keys}, year__in={each for _, each in keys}
    )
    return {
        (f.enterprise_id, f.measure, f.year): Figured(None if f.missing else f.amount, f.reason if f.missing else "")
        for f in rows
    }


def _decided(promise: Promise, policy: Promised, figures: Found, *, year: int, today: date) -> Kept:
    project = promise.agreement.project
    if policy.kind.stage:
        entry = first_entry(project, policy.kind.stage)
        return reached_or_not(policy, reached_on=entry.happened_on if entry else None, on=promise.as_of(year, today))
    if project.enterprise_id is None:
        words = f"项目没有关联企业,{year} 年“{policy.kind.label}”是否兑现不能判断。"
        return Kept(Verdict.UNKNOWN, words, words)
    own = {(measure, of): figure for (firm, measure, of), figure in figures.items() if firm == project.enterprise_id}
    return keep_or_not(policy, year=year, figures=own, labels={m: measure_label(m) for m in load_measures()})


def _check(
    promise: Promise, kept: Kept, figures: Found, *, year: int, by: User, on: date, at: datetime
) -> PromiseCheck:
    firm = promise.agreement.project.enterprise_id
    found = [(measure, of, figures.get((firm, measure, of))) for measure, of in kept.used]
    return PromiseCheck(
        promise=promise,
        year=year,
        verdict=kept.verdict.value,
        sentence=kept.sentence,
        plain=kept.plain,
        groups=sorted({field_group(measure) for measure, _, figure in found if figure is not None}),
        figures=[
            {"measure": m, "year": of, "amount": str(f.amount) if f and f.amount is not None else None}
            for m, of, f in found
        ],
        on=on,
        by=by,
        at=at,
    )


@transaction.atomic
def follow_up(check: PromiseCheck, *, by: User, at: datetime) -> FollowUp:
    """Open a supervised case for a broken promise, with the consequence that was agreed.

    Raises:
        PromiseStateError: the promise is not broken by that check, or is followed up already.
    """
    project = lock(check.promise.agreement.project)
    if check.verdict != Verdict.NOT_KEPT:
        raise PromiseStateError(
            where=str(check), found=check.get_verdict_display(), expected="未兑现", advice="只对未兑现的承诺发起处理"
        )
    if FollowUp.objects.filter(check_of__promise=check.promise, check_of__year=check.year).exists():
        raise PromiseStateError(
            where=str(check), found="该年度已发起处理", expected="每年处理一次", advice="在办件中查看"
        )
    case = open_case(
        procedure=FOLLOW_PROCEDURE,
        title=f"{project}:{check.year} 年{check.promise.rule.label}未兑现",
        subject_kind="projects.project",
        subject_id=project.pk,
        subject_label=str(project),
        organisation=bureau_of(by, FOLLOW),
        by=by,
        at=at,
        data={
            "signers": _seats(project, by),
            "task": check.plain,
            "consequence": check.promise.consequence,
            "agreement": str(check.promise.agreement),
        },
    )
    made = FollowUp.objects.create(check_of=check, case=case, by=by, at=at)
    record(by, "admission.promise.followed_up", target=check, after={"case": str(case)})
    return made


def _seats(project: Project, by: User) -> dict[str, list[str]]:
    """Who asks assigns and verifies; the bureau that keeps the project carries it out."""
    asking = bureau_of(by, FOLLOW)
    seats = {"carry_out": [project.organisation.name]} if project.organisation_id else {}
    return {**seats, "assign": [asking.name], "verify": [asking.name]} if asking else seats
