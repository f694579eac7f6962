"""An export of a platform becomes cases with the same clock: new rows are taken in, known ones moved on, nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import Problem, ProblemsError, YuanhengError
from yuanheng.engines.ledger import read_workbook
from yuanheng.engines.powers import Power
from yuanheng.web.base import files, jobs
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import act
from yuanheng.web.cases.states import state_of
from yuanheng.web.projects.library.handed_in import placed

from ..errors import Refused
from ..models import Application, Channel, MirrorImport
from ..policy.sheets import MirrorRow, read_export
from ..rules import Platforms, platforms, powers
from .receiving import keep_applicant, receive

MOST_PROBLEMS = 200


@transaction.atomic
def hand_in_export(*, platform: str, upload: Any, by: User, at: datetime) -> MirrorImport:
    """Keep the file; a job reads it."""
    stored = files.store(upload, name=upload.name, by=by)
    made = MirrorImport.objects.create(platform=platform, file=stored, by=by, at=at)
    record(by, "approvals.mirror.handed_in", target=made, after={"platform": platform, "file": stored.name})
    jobs.defer("approvals.mirror.read", by=by, target=made, import_id=str(made.pk))
    return made


def read_import(made: MirrorImport, *, at: datetime, progress: Callable[[int, str], None]) -> MirrorImport:
    """Every row in a transaction of its own; safe to run twice, because what is known already is the same.

    Raises:
        ProblemsError: a file that may not be opened, or holds no table of cases.
    """
    rule = platforms()
    with placed(made.file) as place:
        opened = read_workbook(place, year=at.year)  # in the confined child first: a hostile file is refused there
        if opened.refused:
            raise ProblemsError(opened.problems)
        rows, problems = read_export(place, rule, name=made.file.name)
    counts = {"fresh": 0, "changed": 0, "same": 0}
    for done, row in enumerate(rows):
        if done % 50 == 0:
            progress(10 + 80 * done // max(len(rows), 1), f"已读 {done:,}/{len(rows):,} 行")
        try:
            counts[_take(made, row, rule, at)] += 1
        except YuanhengError as error:
            problems.append(_placed(error.problem, made, row))
    seen = {row.text("number") for row in rows}
    running = Application.objects.running().filter(platform=made.platform).exclude(upper_number="")
    made.gone = sum(number not in seen for number in running.values_list("upper_number", flat=True))
    made.rows, made.finished_at = len(rows), at
    made.fresh, made.changed, made.same = counts["fresh"], counts["changed"], counts["same"]
    made.problems = [
        {"where": p.where, "found": p.found, "expected": p.expected, "advice": p.advice}
        for p in problems[:MOST_PROBLEMS]
    ]
    made.save()
    return made


def _placed(problem: Problem, made: MirrorImport, row: MirrorRow) -> Problem:
    where = f"{made.file.name} › 第 {row.line} 行 › {problem.where}"
    return Problem(problem.kind, where, problem.found, problem.expected, problem.advice)


@transaction.atomic
def _take(made: MirrorImport, row: MirrorRow, rule: Platforms, at: datetime) -> str:
    number = row.text("number")
    if not number:
        raise Refused(
            "number_missing", where="办件编号", found="空", expected="平台的办件编号", advice="在平台补填后重新导出"
        )
    known = Application.objects.select_related("case").filter(platform=made.platform, upper_number=number).first()
    if known is None:
        known = _fresh(made, row, number, at)
        _move(known, row, rule, made, at)
        return "fresh"
    return "changed" if _move(known, row, rule, made, at) else "same"


def _fresh(made: MirrorImport, row: MirrorRow, number: str, at: datetime) -> Application:
    power = power_by_name(row.text("item"))
    if power is None:
        raise Refused("unknown_item", where=row.text("item"), found=row.text("item") or "空", expected="目录里的事项名称",
                      advice="在目录里增补这个事项,或核对名称")  # fmt: skip
    code = row.text("code")
    kind = "citizen" if code[:17].isdigit() and not code.startswith("9") else "enterprise"
    who = keep_applicant(kind=kind, name=row.text("applicant"), code=code, by=made.by, at=at)
    came = row.day("received") or row.day("accepted")
    if came is None:
        raise Refused("day_missing", where=number, found="没有收件、受理日期", expected="至少一个", advice="在平台补填")
    return receive(
        subject=power, applicant=who, received_on=came, by=made.by, at=at, channel=Channel.UPPER,
        extra={"platform": made.platform, "upper_number": number},
    )  # fmt: skip


def power_by_name(name: str) -> Power | None:
    """A power by its full name, else the one whose name begins so."""
    known = powers().values()
    exact = next((p for p in known if p.name == name), None)
    near = [p for p in known if name and (p.name.startswith(name) or name.startswith(p.name))]
    return exact or (near[0] if len(near) == 1 else None)


def _move(application: Application, row: MirrorRow, rule: Platforms, made: MirrorImport, at: datetime) -> bool:
    """What the row says and the case does not have yet; answers whether anything did.

    Raises:
        Refused: the platform says another day of acceptance than before (`clock_set_back`), or goes on with a closed
            case (`closed_reopened`).
    """
    case, moved = application.case, False
    accepted = row.day("accepted")
    if case.accepted_on is not None and accepted is not None and accepted != case.accepted_on:
        raise Refused("clock_set_back", where=application.upper_number, found=f"受理日期改为 {accepted}",
                      expected=f"原受理日期 {case.accepted_on}", advice="与平台核对,受理日期不能改")  # fmt: skip
    status = row.text("status")
    finished, ended = _says(status, rule, "finished"), _says(status, rule, "ended")
    refused = _says(status, rule, "refused")
    if case.closed:
        if status and not (finished or ended or refused):
            raise Refused("closed_reopened", where=application.upper_number, found=f"状态变回“{status}”",
                          expected="已办结", advice="与平台核对;确实重办的,平台应有新编号")  # fmt: skip
        return False
    if case.status == "draft" and accepted is not None:
        _act(application, "accepted", made, at, on=accepted)
        moved = True
    moved |= _stops(application, row, made, at)
    day = row.day("finished")
    if case.status != "draft" or accepted is not None:
        moved |= _finish(application, row, made, at, day=day, finished=finished, refused=refused, ended=ended)
    return moved


def _finish(
    application: Application, row: MirrorRow, made: MirrorImport, at: datetime, *, day: date | None, finished: bool,
    refused: bool, ended: bool,
) -> bool:  # fmt: skip
    if day is None:
        return False
    if ended or refused:
        _act(application, "terminated", made, at, on=day, reason=f"上级平台:{row.text('status')}")
    elif finished:
        number = row.text("result") or application.upper_number
        evidence = {"number": number, "date": day.isoformat(), "scan": made.file.sha256}
        _act(application, "external_done", made, at, step="above", on=day, **evidence)
        _act(application, "completed", made, at, on=day)
    else:
        return False
    return True


def _stops(application: Application, row: MirrorRow, made: MirrorImport, at: datetime) -> bool:
    first, last = row.day("stopped"), row.day("resumed")
    if first is None or application.case.status == "draft":
        return False
    state, moved = state_of(application.case), False
    known = [s for s in state.suspensions if s.first == first]
    if not known:
        _act(application, "suspended", made, at, on=first, kind="superior", reason="上级平台特别程序")
        moved = True
    if last is not None and (not known or known[-1].last is None):
        _act(application, "resumed", made, at, on=last, kind="superior")
        moved = True
    return moved


def _act(
    application: Application, what: str, made: MirrorImport, at: datetime, *, on: date, step: str = "", **data: Any
) -> None:
    """An event of the platform, recorded now, as of its day."""
    application.case = act(
        case=application.case, kind=what, step=step, by=made.by, at=at, data={"on": on.isoformat(), **data}
    )  # fmt: skip


def _says(status: str, rule: Platforms, meaning: str) -> bool:
    return any(word == status or (len(word) > 2 and word in status) for word in rule.statuses.get(meaning, ()))
