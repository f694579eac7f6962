"""The noise model: what it promises of its records, and that its documentation states every rate."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from benchmarks.linkage.firms import make_world, missing_files
from benchmarks.linkage.letters import full_width, traditional
from benchmarks.linkage.rates import FREE, RATES, shaken
from benchmarks.linkage.records import Writer, Written
from benchmarks.linkage.scoring import score
from yuanheng.engines.identities import check_uscc

pytestmark = pytest.mark.xdist_group("linkage_benchmark")  # what is costly to make is made in one worker

DOCUMENT = Path(__file__).parents[1] / "docs" / "algorithms" / "linkage-noise.md"


def test_every_choice_sums_to_one_shaken_or_not():
    for tables in (RATES, shaken(3)):
        for name, table in tables.items():
            assert name in FREE or sum(table.values()) == pytest.approx(1), name


def test_shaking_moves_rates_and_is_the_same_for_the_same_seed():
    assert shaken(3) == shaken(3)
    assert shaken(3)["noisy"] != RATES["noisy"]


def test_the_document_states_every_rate():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, table in RATES.items():
        part = text.split(f"(`{name}`)", 1)[1].split("### ", 1)[0]
        stated = dict(re.findall(r"^\| (\w+) \| ([\d.]+) \|$", part, re.M))
        assert {k: float(v) for k, v in stated.items()} == {k: pytest.approx(v, abs=1e-6) for k, v in table.items()}


def test_scores_count_wrong_and_missing_answers():
    def row(number: int, truth: str, difficulty: str) -> Written:
        return Written(f"R{number}", "某", "", "", "tax", truth, difficulty, "")

    records = [row(1, "F1", "code"), row(2, "F2", "code"), row(3, "F3", "hard"), row(4, "", "absent")]
    links = {"R1": ("F1", "auto"), "R2": ("F9", "auto"), "R3": ("F3", "review"), "R4": ("F1", "auto")}
    found = score(records, links)
    assert (found["code"].precision, found["code"].recall) == (0.5, 0.5)
    assert found["hard"].precision is None and found["hard"].first == 1.0
    assert found["absent"].precision == 0.0 and found["absent"].recall is None
    assert found["all"].f1 == pytest.approx(2 * 1 / (3 + 3))


def test_letters_are_written_otherwise_only_where_there_is_another_form():
    assert traditional("启东电机") == "啟東電機"
    assert full_width("A(1)厂") == "Ａ（１）厂"


@pytest.fixture(scope="module")
def world():
    if missing := missing_files():
        pytest.skip(f"the data folder beside the repository lacks {', '.join(missing)}")
    return make_world(wanted=0, seed=5, rates=RATES)


def test_the_register_has_no_name_and_no_code_twice_and_every_code_passes(world):
    names = [f.name for f in world.firms]
    codes = [f.uscc for f in world.firms if f.uscc]
    assert len(set(names)) == len(names) and len(set(codes)) == len(codes)
    assert all(check_uscc(code) for code in codes)


def test_the_same_seed_writes_the_same_records_and_another_seed_others(world):
    one, again, other = (Writer(world, seed=s, rates=RATES).write(200) for s in (1, 1, 2))
    assert one == again
    assert [r.name for r in one] != [r.name for r in other]


def test_a_record_that_means_nobody_means_nobody_of_the_register(world):
    names = {f.name for f in world.firms}
    absent = [r for r in Writer(world, seed=3, rates=RATES).write(3000) if r.difficulty == "absent"]
    assert absent and all(r.truth_id == "" for r in absent)
    held_out = [r for r in absent if r.noise.startswith("held_out+address")]
    assert held_out and not {r.name for r in held_out} & names


def test_a_pasted_code_is_another_firms_and_the_truth_is_the_named_one(world):
    by_id = {f.id: f for f in world.firms}
    pasted = [r for r in Writer(world, seed=4, rates=RATES).write(6000) if "code_neighbours" in r.noise]
    assert len(pasted) > 10
    for record in pasted:
        assert check_uscc(record.uscc) and record.uscc != by_id[record.truth_id].uscc


def test_shares_of_difficulty_are_near_their_rates(world):
    records = Writer(world, seed=6, rates=RATES).write(4000)
    for difficulty, rate in RATES["difficulty"].items():
        assert sum(r.difficulty == difficulty for r in records) / 4000 == pytest.approx(rate, abs=0.03)


def test_a_typing_mistake_changes_the_text(world):
    noise, rng = Writer(world, seed=1, rates=RATES).noise, random.Random(1)
    changed = [noise.letters.typo(rng, "恒达机械")[0] for _ in range(200)]
    assert "恒达机械" not in changed
