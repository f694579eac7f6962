"""Two slips of one person and month, line by line: what changed, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .values import KINDS, PayLine, PaySlip
from .wording import yuan

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line before and after; the differences of all lines add to the difference of the totals."""

    key: str
    label: str
    before: Decimal
    after: Decimal
    sentence: str

    @property
    def difference(self) -> Decimal:
        """After less before."""
        return self.after - self.before


def compare_slips(before: PaySlip | None, after: PaySlip | None) -> tuple[LineChange, ...]:
    """The lines that changed, in the order of a slip; where there was no slip, every line is new."""
    old = {line.key: line for line in before.lines} if before else {}
    new = {line.key: line for line in after.lines} if after else {}
    lines = [new.get(key) or old[key] for key in dict.fromkeys([*old, *new])]
    changes = (_change(old.get(line.key), new.get(line.key)) for line in sorted(lines, key=_place))
    return tuple(change for change in changes if change is not None)


def _place(line: PayLine) -> tuple[int, str]:
    return KINDS.index(line.kind), line.key


def _change(old: PayLine | None, new: PayLine | None) -> LineChange | None:
    known = new or old
    assert known is not None
    before, after = (old.amount if old else ZERO), (new.amount if new else ZERO)
    if before == after and (old is None or new is None or dict(old.facts) == dict(new.facts)):
        return None
    return LineChange(known.key, known.label, before, after, _said(old, new, after - before))


def _said(old: PayLine | None, new: PayLine | None, difference: Decimal) -> str:
    sign = "+" if difference > 0 else ""
    tail = f"({sign}{yuan(difference)})"
    if old is None:
        assert new is not None
        return f"新增:{new.sentence.rstrip('。')}{tail}。"
    if new is None:
        return f"不再计:原为 {old.sentence.rstrip('。')}{tail}。"
    moved = [f"{name}由“{old.facts.get(name, '')}”改为“{value}”" for name, value in new.facts.items()
             if old.facts.get(name, "") != value]  # fmt: skip
    return f"{';'.join(moved) or '金额随其他各行变动'}:{yuan(old.amount)} → {yuan(new.amount)}{tail}。"
