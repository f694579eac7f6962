"""Why a firm's figures differ between two runs: which facts, which correction, which event made the difference.

Read from what the runs themselves keep (the traces of their measures), and told in the words of the rows that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yuanheng.web.base.access import sees
from yuanheng.web.base.models import User
from yuanheng.web.base.shown import number
from yuanheng.web.enterprises.models import LifeEvent, life_of
from yuanheng.web.enterprises.pages.life import sentence_of
from yuanheng.web.ledger.models import Correction, Fact, FactDecision, Verdict
from yuanheng.web.ledger.wording import field_group, measure_label, shown_in

from .models import Run

OTHERS = "自身数据未变:其他企业的变动移动了基准或名次"
ATTRIBUTES = {"status": "状态", "subject_name": "名称", "scale": "规模", "cluster": "产业", "town": "街镇"}


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure that the two runs saw differently, and the facts that only one of them used."""

    measure: str
    was: Decimal | None
    now: Decimal | None
    only_then: frozenset[int]
    only_now: frozenset[int]


def why_differ(a: Run, b: Run, subjects: Iterable[UUID], user: User) -> dict[UUID, tuple[str, ...]]:
    """For each of these firms sentences, most telling first. Amounts of groups that the user may not see are left out."""
    ids = pa.array([str(pk) for pk in subjects], pa.string())
    if not len(ids):
        return {}
    moved = _moved(a, b, ids)
    events = _events(a, b, [UUID(i) for i in ids.to_pylist()])
    attributes = _attributes(a, b, ids)
    told = _Facts.of({fact for rows in moved.values() for m in rows for fact in m.only_then | m.only_now})
    found = {}
    for subject in ids.to_pylist():
        said = [*events[UUID(subject)], *attributes[subject], *(_sentence(m, told, user) for m in moved[subject])]
        found[UUID(subject)] = tuple(dict.fromkeys(said)) or (OTHERS,)
    return found


def _table(run: Run, name: str, ids: pa.Array, column: str) -> pa.Table:
    table = pq.read_table(run.folder / name)
    return table.filter(pc.is_in(table.column(column), value_set=ids))


def _moved(a: Run, b: Run, ids: pa.Array) -> dict[str, list[Moved]]:
    """Per firm the measures with other facts or another amount."""
    then, now = (_figures(run, ids) for run in (a, b))
    found: dict[str, list[Moved]] = defaultdict(list)
    for key in sorted(then.keys() | now.keys()):
        (was, used), (amount, uses) = then.get(key, (None, frozenset())), now.get(key, (None, frozenset()))
        if was != amount or (used != uses and was is not None):
            found[key[0]].append(Moved(key[1], was, amount, used - uses, uses - used))
    return found


def _figures(run: Run, ids: pa.Array) -> dict[tuple[str, str], tuple[Decimal | None, frozenset[int]]]:
    measures, trace = (
        _table(run, "measures.parquet", ids, "subject_id"),
        _table(run, "trace.parquet", ids, "subject_id"),
    )
    place = {subject: row for row, subject in enumerate(measures.column("subject_id").to_pylist())}
    cells = {name: measures.column(name) for name in set(trace.column("measure").to_pylist())}
    return {
        (row["subject_id"], row["measure"]): (
            cells[row["measure"]][place[row["subject_id"]]].as_py() if row["subject_id"] in place else None,
            frozenset(row["fact_ids"] or ()),
        )
        for row in trace.to_pylist()
    }


def _attributes(a: Run, b: Run, ids: pa.Array) -> dict[str, list[str]]:
    """Changes of what the register says of a firm."""
    then, now = (_registered(run, ids) for run in (a, b))
    found: dict[str, list[str]] = defaultdict(list)
    for subject in ids.to_pylist():
        was, is_now = then.get(subject), now.get(subject)
        if was is None or is_now is None:
            found[subject].append("当时名录中没有这家企业" if was is None else "现在名录中没有这家企业")
            continue
        changed = (
            (label, was[n] or "(空)", is_now[n] or "(空)") for n, label in ATTRIBUTES.items() if was[n] != is_now[n]
        )
        found[subject] += [f"{label}由“{old}”改为“{new}”" for label, old, new in changed]
    return found


def _registered(run: Run, ids: pa.Array) -> dict[str, dict[str, str | None]]:
    rows = _table(run, "measures.parquet", ids, "subject_id").select(["subject_id", *ATTRIBUTES])
    return {row["subject_id"]: row for row in rows.to_pylist()}


def _events(a: Run, b: Run, ids: list[UUID]) -> dict[UUID, list[str]]:
    """Events that became known, or were withdrawn, between the two snapshots."""
    since, until = sorted((a.snapshot.frozen_at, b.snapshot.frozen_at))
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = life_of(ids).select_related("enterprise", "withdrawal").prefetch_related("parties__enterprise")
    for event in rows.order_by("happened_on"):
        withdrawal = getattr(event, "withdrawal", None)
        known = since < event.known_at <= until
        undone = withdrawal is not None and since < withdrawal.at <= until
        for firm in {event.enterprise_id, *(p.enterprise_id for p in event.parties.all())} if known != undone else ():
            found[firm].append(_told(event, firm, undone=undone))
    return found


def _told(event: LifeEvent, firm: UUID, *, undone: bool) -> str:
    said = f"{event.of_kind.label}({event.happened_on},{event.document}):{sentence_of(event, own=event.enterprise_id == firm)}"
    return f"撤销 {said}" if undone else said


def _sentence(moved: Moved, told: _Facts, user: User) -> str:
    label = measure_label(moved.measure)
    causes = ";".join(dict.fromkeys(told.causes(moved))) or "计算所用的数变了"
    if not sees(user, field_group(moved.measure)):
        return f"{label}:{causes}"
    how = shown_in(moved.measure)
    was, now = (
        "缺数" if amount is None else f"{number(amount / how.divisor, places=how.decimals)}"
        for amount in (moved.was, moved.now)
    )
    change = f"{was} → {now} {how.shown}" if was != now else f"{now} {how.shown}"
    return f"{label} {change}:{causes}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the facts that only one of the runs used."""

    facts: dict[int, Fact]
    corrections: dict[int, Correction]
    left_out: dict[int, FactDecision]

    @classmethod
    def of(cls, ids: set[int]) -> _Facts:
        """In three queries."""
        rows = Fact.objects.filter(pk__in=ids).select_related("reading__file__upload")
        corrections: dict[int, Correction] = {}
        for row in Correction.objects.filter(fact__in=ids) | Correction.objects.filter(made__in=ids):
            corrections[row.fact_id] = corrections[row.made_id] = row
        decisions = FactDecision.objects.filter(fact__in=ids, undone_at__isnull=True, verdict=Verdict.LEFT_OUT)
        return cls({f.pk: f for f in rows}, corrections, {d.fact_id: d for d in decisions})

    def causes(self, moved: Moved) -> Iterator[str]:
        """Why facts came or went, each cause once."""
        for pk in sorted(moved.only_then | moved.only_now):
            if row := self.corrections.get(pk):
                yield f"撤销更正({row.undone_why})" if row.undone_at else f"更正({row.document}:{row.why})"
            elif pk in self.left_out:
                yield f"核定不采用({self.left_out[pk].why})"
            elif fact := self.facts.get(pk):
                yield _of_reading(fact, gone=pk in moved.only_then)


def _of_reading(fact: Fact, *, gone: bool) -> str:
    upload = fact.reading.file.upload
    if upload.withdrawn_at is not None:
        return f"撤回上报“{upload}”({upload.withdrawn_why})"
    if fact.reading.superseded_at is not None:
        return f"“{fact.reading.member}”重新读取"
    return f"“{fact.file}”不再归到本企业或不再采用" if gone else f"新采用“{fact.file}”的数"
