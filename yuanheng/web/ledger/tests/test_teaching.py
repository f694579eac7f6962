"""What the office decides teaches the engine: in steps, the same in any order, and no stored decision moves for it."""

from __future__ import annotations

import itertools

import pytest
from django.db.models import F

from yuanheng.web.base import moment
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger import teaching
from yuanheng.web.ledger.actions.links import link_record, undo_decision
from yuanheng.web.ledger.linking import relink
from yuanheng.web.ledger.models import WAITING, LinkDecision, Record
from yuanheng.web.ledger.proposals import ask, current_register
from yuanheng.web.ledger.teaching import lessons_at, stage_now

from .making import firm, uploaded

TRADES = [a + b for a, b in itertools.product("恒宏瑞鑫华", "达泰丰源隆")]
FIELDS = ("pk", "decision", "enterprise_id", "decided_by_id", "decided_at", "kept_from_id", "evidence", "probability")


@pytest.fixture
def habit(cast, monkeypatch):
    """Twenty-five firms, each called `恒达集团启东公司` by the tax bureau; steps of twenty-four decisions."""
    monkeypatch.setattr(teaching, "STEP", 24)
    for i, trade in enumerate(TRADES):
        firm(f"启东市{trade}{('机械', '纺织', '电子')[i % 3]}有限公司", f"E{i:02d}", address=f"汇龙镇人民路{i + 3}号")
    uploaded(cast["clerk"], *[(f"{trade}集团启东公司", "", "1") for trade in TRADES])
    return cast["clerk"]


def _record(trade):
    return Record.objects.get(name=f"{trade}集团启东公司")


def _say(clerk, trades):
    for trade in trades:
        right = Enterprise.objects.get(name__startswith=f"启东市{trade}")
        link_record(_record(trade), right, by=clerk, why="现场核实", at=moment.now())


def _chance(trade):
    right = str(Enterprise.objects.get(name__startswith=f"启东市{trade}").pk)
    record = _record(trade)
    said = ask([record], current_register())[0]
    if said.firm == right:
        return said.probability
    return next((c.probability for c in said.candidates if c.firm == right), 0.0)


def test_a_habit_that_the_office_confirms_makes_its_next_record_likelier_and_stored_ones_stay(habit):
    left = TRADES[-1]
    before = _chance(left)
    _say(habit, TRADES[:23])
    assert _chance(left) == before, "twenty-three are not a step yet"
    _say(habit, TRADES[23:24])
    stored = list(Record.objects.exclude(decision__in=WAITING).order_by("pk").values_list(*FIELDS))
    assert _chance(left) > before
    relink(current_register())
    assert list(Record.objects.filter(pk__in=[row[0] for row in stored]).order_by("pk").values_list(*FIELDS)) == stored
    assert relink(current_register()) == 0, "a second run changes nothing"


def test_what_teaches_is_counted_in_steps_and_an_undone_decision_teaches_no_more(habit):
    _say(habit, TRADES)
    stage = stage_now()
    assert (stage.decisions, len(lessons_at(stage).said)) == (24, 24)
    undo_decision(_record(TRADES[0]), by=habit)
    after = stage_now()
    assert after.decisions == 24 and after.mark != stage.mark
    assert _record(TRADES[0]).record_key not in {d.rec_id for d in lessons_at(after).said}


def test_branches_and_followers_and_batches_teach_nothing(habit):
    _say(habit, TRADES[:24])
    rows = Record.objects.filter(decision=LinkDecision.LINKED)
    rows.filter(pk=rows.first().pk).update(relation="branch")
    rows.filter(pk=rows.last().pk).update(kept_from=F("pk"))
    assert stage_now().decisions == 0
