"""What the office's own records and decisions teach the linkage engine, read from the ledger.

Two things teach (`engines/linkage/learning`): records with a code, and what persons decided. Both are taken in steps, so that the
weights change seldom, the same in every process, and a clerk waits for it once in fifty decisions: of the coded records the first
power of two, of the decisions the first so many fifties, in the order in which they came. A decision that is undone leaves them.
What a batch accepted at once teaches nothing, since the engine itself proposed it; nor does a branch under its parent, or a
writing that only follows an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet

from yuanheng.engines import linkage

from .models import HUMAN, LinkDecision, Record, Rejection, Relation

STEP = 50
MOST_DECISIONS = 1_000  # of those that count, the last so many
MOST_CODED = 4_096
COLUMNS = ("rec_id", "name", "uscc", "address")
Row = tuple[str, str, str, str]

_DECISIONS = """
select count(*), coalesce(md5(string_agg(said, ',' order by at, said)), '') from (
  select said, at from (
    select id::text || ':' || coalesce(enterprise_id::text, '') as said, decided_at as at from ledger_record
    where decision in ('linked', 'outside') and kept_from_id is null and batch_id is null and relation = 'own'
    union all
    select record_id::text || '!' || enterprise_id::text, at from ledger_rejection where undone_at is null
  ) every order by at, said limit %s
) counted
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the teaching has come: `coded` records and `decisions` count, `mark` changes with any of those decisions."""

    coded: int
    decisions: int
    mark: str


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is handed to the engine: the rows of records, and what persons said of some of them."""

    rows: tuple[Row, ...]
    said: tuple[linkage.Standing, ...]

    def table(self, more: tuple[Row, ...] = ()) -> pa.Table:
        """The rows, and `more`, as the engine takes them."""
        every = [*self.rows, *more]
        columns = {name: [row[i] for row in every] for i, name in enumerate(COLUMNS)}
        return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def stage_now() -> Stage:
    """Where the teaching stands. Two queries."""
    coded = Record.objects.exclude(uscc="").count()
    with connection.cursor() as cursor:
        cursor.execute(_DECISIONS, [1_000_000])
        total = cursor.fetchone()[0] // STEP * STEP
        cursor.execute(_DECISIONS, [total])
        mark = cursor.fetchone()[1]
    return Stage(coded=1 << (coded.bit_length() - 1) if coded else 0, decisions=total, mark=mark)


def lessons_at(stage: Stage) -> Lessons:
    """The rows and decisions that count at this stage."""
    coded = Record.objects.exclude(uscc="").order_by("first_seen_at", "pk")
    rows = {row[0]: row for row in _written(coded[max(0, stage.coded - MOST_CODED) : stage.coded])}
    said: dict[str, linkage.Standing] = {}
    for record, standing in _decisions(stage.decisions):
        rows.setdefault(record[0], record)
        said[standing.rec_id] = standing
    return Lessons(tuple(rows.values()), tuple(said.values()))


def _written(records: QuerySet[Record]) -> list[Row]:
    return list(records.values_list("record_key", "name", "uscc", "address"))


def _decisions(count: int) -> list[tuple[Row, linkage.Standing]]:
    """The last of the first `count` decisions, each with its record; a record that was decided needs no ruling out."""
    own = Record.objects.filter(decision__in=HUMAN, kept_from__isnull=True, batch__isnull=True, relation=Relation.OWN)
    ruled = Rejection.objects.filter(undone_at__isnull=True).select_related("record")
    words = [(r.decided_at, f"{r.pk}:{r.enterprise_id or ''}", r, "") for r in own]
    words += [(j.at, f"{j.record_id}!{j.enterprise_id}", j.record, str(j.enterprise_id)) for j in ruled]
    words.sort(key=lambda word: word[:2])
    taken = words[:count][-MOST_DECISIONS:]
    away: dict[str, list[str]] = {}
    for _, _, record, firm in taken:
        away.setdefault(record.record_key, []).extend([firm] if firm else [])
    found = []
    for record in {r.record_key: r for _, _, r, _ in taken}.values():
        key = record.record_key
        refused = tuple(sorted(away[key]))
        right = _meant(record)
        if right is not None or refused:
            row = (key, record.name, record.uscc, record.address)
            found.append((row, linkage.Standing(rec_id=key, right_id=right, refused=refused)))
    return found


def _meant(record: Record) -> str | None:
    """The firm that a person said, '' for none of the register, None where nobody said."""
    if record.decision == LinkDecision.LINKED and record.relation == Relation.OWN:
        return str(record.enterprise_id)
    return "" if record.decision == LinkDecision.OUTSIDE else None
