"""What an office's decisions teach: a pattern moves the probability its way, a few wrong ones do not, nothing stored moves."""

import random

import pyarrow as pa
import pytest

from yuanheng.engines.identities import Enterprise
from yuanheng.engines.linkage import Register, Standing
from yuanheng.engines.linkage.learning import FEWEST_DECISIONS

TRADES = [a + b for a in "恒宏瑞鑫华" for b in "达泰丰源隆盛通成"]
FIRMS = [
    Enterprise(
        id=f"E{i:02d}", name=f"启东市{trade}{('机械', '纺织', '电子')[i % 3]}有限公司", address=f"汇龙镇人民路{i + 3}号"
    )
    for i, trade in enumerate(TRADES)
]
REGISTER = Register(FIRMS)


def groups(count: int) -> pa.Table:
    """Records in which the power company calls firms `恒达集团启东公司`."""
    rows = [(f"R{i:02d}", f"{trade}集团启东公司") for i, trade in enumerate(TRADES[:count])]
    return pa.table({"rec_id": [i for i, _ in rows], "name": [n for _, n in rows]})


def same(count: int) -> list[Standing]:
    return [Standing(rec_id=f"R{i:02d}", right_id=f"E{i:02d}") for i in range(count)]


def chance(register: Register, trade: int = 39) -> float:
    """Of the right firm for a record of the same habit that nobody has decided."""
    found = register.candidates({"name": f"{TRADES[trade]}集团启东公司"}, limit=5)
    return next((c.probability for c in found if c.right_id == f"E{trade:02d}"), 0.0)


def test_a_habit_that_persons_confirm_makes_its_next_record_likelier():
    assert chance(REGISTER.learnt(groups(30), decisions=same(30))) > chance(REGISTER)


def test_a_habit_that_persons_refuse_makes_its_next_record_less_likely():
    said = [Standing(rec_id=f"R{i:02d}", refused=(f"E{i:02d}",)) for i in range(30)]
    assert chance(REGISTER.learnt(groups(30), decisions=said)) < chance(REGISTER)
    nobody = [Standing(rec_id=f"R{i:02d}", right_id="") for i in range(30)]
    assert chance(REGISTER.learnt(groups(30), decisions=nobody)) < chance(REGISTER)


def test_too_few_decisions_teach_nothing():
    assert REGISTER.learnt(groups(30), decisions=same(FEWEST_DECISIONS - 1)) is REGISTER


def test_a_few_wrong_decisions_among_many_right_ones_hardly_count():
    wrong = [Standing(rec_id=f"R{i:02d}", right_id=f"E{i + 1:02d}") for i in range(3)]
    taught, misled = (
        REGISTER.learnt(groups(30), decisions=same(30)),
        REGISTER.learnt(groups(30), decisions=[*wrong, *same(30)[3:]]),
    )
    assert chance(misled) > chance(REGISTER)
    assert chance(misled) == pytest.approx(chance(taught), abs=0.05)
    for firm in FIRMS:
        found = misled.link_one(name=firm.name)
        assert (found.right_id, found.decision) == (firm.id, "auto")


def test_decisions_that_would_link_against_persons_are_not_followed():
    """Whoever says of whole names that they are other firms teaches nothing, and exact names still link."""
    names = pa.table({"rec_id": [f"R{i:02d}" for i in range(30)], "name": [f.name for f in FIRMS[:30]]})
    turned = [Standing(rec_id=f"R{i:02d}", right_id=f"E{(i + 1) % 30:02d}") for i in range(30)]
    misled = REGISTER.learnt(names, decisions=turned)
    assert misled.link_one(name=FIRMS[35].name).right_id == "E35"


def test_the_order_of_records_and_decisions_teaches_the_same():
    rows, said = groups(30).to_pylist(), same(30)
    rng = random.Random(5)
    rng.shuffle(rows)
    rng.shuffle(said)
    assert chance(REGISTER.learnt(pa.Table.from_pylist(rows), decisions=said)) == chance(
        REGISTER.learnt(groups(30), decisions=same(30))
    )


def test_what_was_decided_stands_whatever_was_learnt():
    said = [Standing(rec_id="R00", right_id="E07"), *same(30)[1:]]
    found = REGISTER.link(groups(30), decisions=said)
    assert (found[0].right_id, found[0].probability) == ("E07", 1.0)
