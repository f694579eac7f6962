"""Rows of a work's registers: entered, changed with a reason, taken out, imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.moment import SHANGHAI

from ..following import refresh
from ..models import Work
from ..refusing import WorkError, locked, not_after
from ..rowspecs import Register
from ..sheets import made_key, read_rows


@transaction.atomic
def enter_row(
    work: Work, register: Register, *, values: dict[str, Any], by: User | None, at: datetime, reason: str = ""
) -> Any:
    """Enter a thing, or say otherwise of one that stands, with the reason.

    Raises:
        WorkError: nothing changed; a change without a reason; a row that contradicts itself; a day to come.
    """
    row = locked(work)
    made = _enter(row, register, values, by=by, at=at, reason=reason, file=None)
    if made is None:
        raise WorkError(
            where=f"{row.name} › {values.get('key')}",
            found="与现有登记相同",
            expected="有变化的登记",
            advice="不必再登记",
        )
    record(
        by, "works.row.entered", target=row, after={"register": register.code, "key": made.key, "reason": made.reason}
    )
    refresh(row, at=at)
    return made


def _enter(
    work: Work, register: Register, values: dict[str, Any], *, by: User | None, at: datetime, reason: str,
    file: StoredFile | None, before: dict[str, Any] | None = None,
) -> Any:  # fmt: skip
    values = {
        **values,
        "key": values.get("key") or made_key(str(work.pk), values.get("village", ""), values.get("holder", "")),
    }
    where = f"{work.name} › {register.label} › {values['key']}"
    wrong = register.check(values)
    if wrong:
        raise WorkError(where=where, found=wrong, expected="前后一致", advice="改正后再登记")
    for field in register.fields:
        if field.kind == "day" and field.name != "until":
            not_after(at, values.get(field.name), f"{where} › {field.label}")
    old = _standing(work, register).get(values["key"]) if before is None else before.get(values["key"])
    merged = {f.name: values.get(f.name, getattr(old, f.name, None)) for f in register.fields}
    merged = {k: "" if v is None and _is_text(register, k) else v for k, v in merged.items()}
    if old is not None and all(getattr(old, k) == v for k, v in merged.items()):
        return None
    if old is not None and not reason.strip():
        raise WorkError(where=where, found="改动没有写原因", expected="变更原因", advice="写明为什么改")
    return register.model.objects.create(
        work=work,
        key=values["key"],
        known_at=at,
        reason=reason.strip() if old is not None else "",
        file=file,
        by=by,
        **merged,
    )


def _is_text(register: Register, name: str) -> bool:
    return any(f.name == name and f.kind in ("text", "choice") for f in register.fields)


def _standing(work: Work, register: Register) -> dict[str, Any]:
    return {r.key: r for r in register.model.objects.filter(work=work).standing()}


@transaction.atomic
def take_out(work: Work, register: Register, row: Any, *, reason: str, by: User | None, at: datetime) -> None:
    """Take a thing out of a register: entered twice, not in scope. Its history stays.

    Raises:
        WorkError: no reason; somebody changed the row meanwhile.
    """
    kept = locked(work)
    if not reason.strip():
        raise WorkError(where=str(row), found="没有写原因", expected="移出原因", advice="写明为什么移出")
    if _standing(kept, register).get(row.key) != row:
        raise WorkError(where=str(row), found="刚刚被改动或移出", expected="最新的登记", advice="刷新页面再办")
    values = {f.name: getattr(row, f.name) for f in register.fields}
    register.model.objects.create(
        work=kept, key=row.key, known_at=at, reason=reason.strip(), gone=True, by=by, **values
    )
    record(by, "works.row.removed", target=kept, after={"register": register.code, "key": row.key, "reason": reason})
    refresh(kept, at=at)


@transaction.atomic
def enter_rows(
    work: Work, register: Register, rows: list[dict[str, Any]], *, by: User | None, at: datetime, reason: str = ""
) -> int:
    """Enter many things at once with one line in the log; the number that was new or changed.

    Raises:
        WorkError: a row that a rule refuses; nothing is kept then.
    """
    row = locked(work)
    before = _standing(row, register)
    entered = [_enter(row, register, values, by=by, at=at, reason=reason, file=None, before=before) for values in rows]
    count = sum(made is not None for made in entered)
    record(by, "works.rows.imported", target=row, after={"register": register.code, "rows": count})
    refresh(row, at=at)
    return count


@transaction.atomic
def import_rows(
    work: Work, register: Register, stored: StoredFile, *, by: User | None, at: datetime
) -> tuple[int, int, int]:
    """Take a whole sheet or nothing: (new, changed, unchanged). The same file twice changes nothing.

    An empty cell says nothing of what stands already: a list without dates takes no date away.

    Raises:
        ProblemsError: every cell that cannot be taken.
        WorkError: a row that a rule refuses.
    """
    row = locked(work)
    today: date = at.astimezone(SHANGHAI).date()
    before = _standing(row, register)
    counts = [0, 0, 0]
    for said in read_rows(stored, register, work=str(row.pk), today=today):
        values = {name: value for name, value in said.items() if value not in (None, "")}
        made = _enter(
            row, register, values, by=by, at=at, reason=f"导入 {stored.name}"[:200], file=stored, before=before
        )
        counts[2 if made is None else (1 if values["key"] in before else 0)] += 1
    after = {"register": register.code, "file": stored.name, "new": counts[0], "changed": counts[1], "same": counts[2]}
    record(by, "works.rows.imported", target=row, after=after)
    refresh(row, at=at)
    return counts[0], counts[1], counts[2]
