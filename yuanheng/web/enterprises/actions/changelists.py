"""A list of changes: read and held against the register when handed in, recorded as a whole when confirmed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import Problem, ProblemsError, YuanhengError
from yuanheng.engines.identities import normalise_name
from yuanheng.engines.ledger import read_workbook
from yuanheng.engines.registers import ChangeReading, ListedChange, read_changes
from yuanheng.web.base import files
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from ..access import IMPORT
from ..models import ChangeList, Enterprise, LifeEvent
from .imports import YEAR_OF_NO_MEANING, known_firms
from .life import Happening, record_event


class ChangeListError(YuanhengError):
    """A list that cannot be confirmed."""

    kind = "change_list"


@transaction.atomic
def hand_in_changes(*, by: User, given: Any, at: datetime) -> ChangeList:
    """Keep the list, read it in the reader's confined child first, and hold every row against the register."""
    stored = files.store(given, name=given.name, by=by)
    made = ChangeList(by=by, organisation=bureau_of(by, IMPORT), stored=stored, name=stored.name, created_at=at)
    try:
        read = _read(made)
    except ProblemsError as error:
        read = ChangeReading((), tuple(error.problems))
    matched = _match(read.changes, today=at.astimezone(SHANGHAI).date())
    made.rows = [_plain(found) for found in matched.found]
    made.problems = [asdict(p) for p in (*read.problems, *matched.problems)]
    made.there = matched.there
    made.save()
    after = {"file": made.name, "rows": len(made.rows), "problems": len(made.problems)}
    record(by, "enterprises.changes.handed_in", target=made, after=after)
    return made


def _read(made: ChangeList) -> ChangeReading:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / Path(made.name.replace("/", "_")).name
        shutil.copyfile(files.path_of(made.stored), place)
        opened = read_workbook(place, year=YEAR_OF_NO_MEANING)
        if opened.refused:
            raise ProblemsError(opened.problems)
        return read_changes(place)


@dataclass(frozen=True, slots=True)
class _Found:
    change: ListedChange
    firm: Enterprise


@dataclass(slots=True)
class _Matched:
    found: list[_Found]
    problems: list[Problem]
    there: int


def _match(changes: Iterable[ListedChange], *, today: date) -> _Matched:
    """The firm of each row by code, else by a name that one firm alone has or had; everything else is a problem."""
    firms = known_firms()
    by_code = {f.uscc: f for f in firms if f.uscc}
    by_name: dict[str, list[Enterprise]] = {}
    for firm in firms:
        for name in {normalise_name(firm.name), *(normalise_name(n.name) for n in firm.former_names.all())}:
            by_name.setdefault(name, []).append(firm)
    standing = set(LifeEvent.objects.standing().values_list("enterprise_id", "kind", "happened_on"))
    result, seen = _Matched([], [], 0), set()
    for change in changes:
        named = by_name.get(normalise_name(change.old_name), []) if change.old_name else []
        coded = by_code.get(change.uscc)
        firm = coded or (named[0] if len(named) == 1 else None)
        key = (firm.pk if firm else None, change.kind, change.happened_on)
        if problem := _problem(change, coded=coded, named=named, firm=firm, again=key in seen, today=today):
            result.problems.append(problem)
        elif key in standing:
            result.there += 1
        elif firm is not None:
            result.found.append(_Found(change, firm))
        seen.add(key)
    return result


def _problem(
    change: ListedChange,
    *,
    coded: Enterprise | None,
    named: list[Enterprise],
    firm: Enterprise | None,
    again: bool,
    today: date,
) -> Problem | None:
    def said(kind: str, found: str, expected: str, advice: str) -> Problem:
        return Problem(kind, change.where, found, expected, advice, cell=change.cell)

    if firm is None and len(named) > 1:
        return said("several_firms", f"“{change.old_name}”对应 {len(named)} 家企业", "一家企业", "补上统一代码")
    if firm is None:
        return said(
            "unknown_firm", f"名录中没有 {change.uscc or change.old_name}", "名录中的企业", "先把企业登记入名录"
        )
    if coded is not None and change.old_name and coded not in named and not _new_already(change, coded):
        found = f"代码属于“{coded.name}”,原名称写作“{change.old_name}”"
        return said("code_and_name", found, "代码和名称是同一家企业", "核对代码和名称")
    if change.happened_on > today:
        return said("future", f"日期 {change.happened_on} 还没有到", "不晚于今天", "变更生效后再登记")
    if again:
        return said("doubled", f"{firm.name} {change.happened_on} 重复", "一件事一行", "删去重复的一行")
    return None


def _new_already(change: ListedChange, firm: Enterprise) -> bool:
    return bool(change.new_name) and normalise_name(change.new_name) == normalise_name(firm.name)


def _plain(found: _Found) -> dict[str, Any]:
    row = asdict(found.change) | {"happened_on": found.change.happened_on.isoformat()}
    return row | {"firm": str(found.firm.pk), "name": found.firm.name}


@transaction.atomic
def confirm_changes(made: ChangeList, *, by: User, at: datetime) -> ChangeList:
    """Record every row, in the order of their days: all of them or none.

    Raises:
        ChangeListError: confirmed already, or without a row to record.
        ProblemsError: rows that the register refuses by now, all at once.
    """
    made = ChangeList.objects.select_for_update(of=("self",)).select_related("stored").get(pk=made.pk)
    if made.confirmed_at is not None or not made.rows:
        found = "已登记" if made.confirmed_at else "没有可登记的行"
        raise ChangeListError(where=made.name, found=found, expected="待确认的名单", advice="改正名单后重新上传")
    refused: list[Problem] = []
    for row in sorted(made.rows, key=lambda r: r["happened_on"]):
        firm = Enterprise.objects.get(pk=row["firm"])
        said = Happening(
            kind=row["kind"], happened_on=date.fromisoformat(row["happened_on"]), document=row["document"],
            old_name=row["old_name"], new_name=row["new_name"], file=made.stored, note=row["where"][:300],
        )  # fmt: skip
        try:
            record_event(firm, said, by=by, at=at)
        except YuanhengError as error:
            refused.append(error.problem)
    if refused:
        raise ProblemsError(refused)
    made.confirmed_at, made.confirmed_by, made.recorded = at, by, len(made.rows)
    made.save()
    record(by, "enterprises.changes.confirmed", target=made, after={"recorded": made.recorded})
    return made
