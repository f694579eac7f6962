"""Run the checks of a gate; let a failed one pass; record what a park has left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.engines.rules import rule_hash
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.projects.models import Project

from ..access import RECORD_RESERVE, RUN
from ..gathering import of_project, of_reserves
from ..models import CheckResult, CheckRun, Exemption, Reserve, RunOutcome
from ..policy import Answer, Gate, Input, Outcome, checks_on, decide, inputs_of


class NotExemptableError(YuanhengError):
    """Only what failed can be let pass, and only once."""

    kind = "not_exemptable"


@transaction.atomic
def run_checks(
    project: Project,
    *,
    gate: Gate,
    filled: Mapping[str, Any],
    park: str,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
) -> CheckRun:
    """Decide every check of the gate in force on the day and keep what each said. Never overwrites a run.

    `filled` are the values of the form in stored units; the reserves are those told by the day for the park.
    """
    project = lock(project)
    checks = checks_on(gate, on)
    inputs = inputs_of(checks)
    reserves = of_reserves(park, on, project)
    values = {**filled, **{name: reserves.get(name) for name in inputs if inputs[name].origin == "reserve"}}
    origins = _origins(inputs, values, of_project(project))
    answers = [decide(check, values, inputs=inputs) for check in checks]
    run = CheckRun.objects.create(
        project=project,
        gate=gate,
        on=on,
        park=park,
        note=note,
        outcome=overall(answers),
        organisation=bureau_of(by, RUN),
        by=by,
        at=at,
    )
    CheckResult.objects.bulk_create(
        [_result(run, place, answer, inputs, origins) for place, answer in enumerate(answers)]
    )
    told = {answer.check.label: answer.outcome.value for answer in answers}
    record(by, "admission.check.run", target=run, after={"gate": gate.value, "outcome": run.outcome, "checks": told})
    return run


def lock(project: Project) -> Project:
    """One at a time for a project: rows of admission only grow, so there is nothing else to lock."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def overall(answers: list[Answer]) -> RunOutcome:
    """One failure fails the run; one missing figure leaves it open; nothing checked is nothing passed."""
    found = {answer.outcome for answer in answers}
    if Outcome.FAILED in found:
        return RunOutcome.FAILED
    return RunOutcome.UNKNOWN if Outcome.UNKNOWN in found or not found else RunOutcome.PASSED


def _origins(inputs: Mapping[str, Input], values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name, item in inputs.items():
        if values.get(name) in (None, ""):
            found[name] = "absent"
        elif item.origin == "reserve":
            found[name] = "reserve"
        else:
            found[name] = "project" if name in known and known[name] == values[name] else "filled"
    return found


def _result(
    run: CheckRun, place: int, answer: Answer, inputs: Mapping[str, Input], origins: Mapping[str, str]
) -> CheckResult:
    hashed = rule_hash("admission", answer.check.name)
    used = [
        {"name": name, "label": inputs[name].label, "value": _plain(value), "origin": origins[name]}
        for name, value in answer.used.items()
    ]
    return CheckResult(
        run=run,
        check_name=answer.check.name,
        label=answer.check.label,
        position=place,
        rule_hash=hashed,
        fingerprint=fingerprint(hashed, answer.used),
        outcome=answer.outcome.value,
        sentence=answer.sentence,
        inputs=used,
        missing=list(answer.missing),
        assumption=answer.check.assumption,
        source=answer.check.source.sentence(),
    )


def fingerprint(hashed: str, used: Mapping[str, Any]) -> str:
    """sha256 over the rule's hash and the figures; 5 and 5.00 are one figure."""
    figures = {name: _plain(value) for name, value in sorted(used.items())}
    return hashlib.sha256(json.dumps([hashed, figures], ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@transaction.atomic
def grant_exemption(
    result: CheckResult, *, reason: str, document: str, dated: date, by: User, at: datetime, file: Any = None
) -> Exemption:
    """Let a failed check pass, with reason and paper.

    Raises:
        NotExemptableError: the check did not fail (a missing figure is to be supplied, not excused), or is exempted.
    """
    lock(result.run.project)
    if result.outcome != Outcome.FAILED:
        raise NotExemptableError(
            where=f"{result.run} › {result.label}",
            found=f"结论为“{result.get_outcome_display()}”",
            expected="不通过的审查项",
            advice="缺数的先补数据重新审查;通过的不需要豁免",
        )
    if Exemption.objects.filter(project=result.run.project, fingerprint=result.fingerprint).exists():
        raise NotExemptableError(
            where=f"{result.run} › {result.label}",
            found="同一规则、同一数据已有豁免",
            expected="每项豁免一次",
            advice="打开审查结果查看已有的豁免",
        )
    stored = files.store(file, name=file.name, by=by) if file else None
    made = Exemption.objects.create(
        result=result,
        project=result.run.project,
        fingerprint=result.fingerprint,
        reason=reason,
        document=document,
        dated=dated,
        file=stored,
        by=by,
        at=at,
    )
    after = {"check": result.label, "sentence": result.sentence, "reason": reason, "document": document, "dated": dated}
    record(by, "admission.exemption.granted", target=result.run, after=after)
    return made


@transaction.atomic
def record_reserve(
    *, park: str, kind: str, amount: Decimal, as_of: date, told_by: str, by: User, at: datetime
) -> Reserve:
    """Note what a park has left of a utility on a day; earlier entries stay."""
    made = Reserve.objects.create(
        park=park,
        kind=kind,
        amount=amount,
        as_of=as_of,
        told_by=told_by,
        organisation=bureau_of(by, RECORD_RESERVE),
        by=by,
        at=at,
    )
    after = {"park": park, "kind": kind, "amount": amount, "as_of": as_of, "told_by": told_by}
    record(by, "admission.reserve.recorded", target=made, after=after)
    return made
