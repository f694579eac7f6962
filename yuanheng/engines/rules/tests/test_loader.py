import pytest
from pydantic import BaseModel, ConfigDict

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.rules import Citation, Sureness, list_rules, load_rule, load_rules, rule_hash, use_rules_folder


class Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    weights: list[int] = []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "things").mkdir()
    use_rules_folder(tmp_path)
    yield tmp_path / "things"
    use_rules_folder(None)


def write(folder, name, text):
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_every_fault_of_a_rule_is_named_with_its_line(folder):
    write(folder, "bad", "label: 好\nweights:\n  - 1\n  - 二\nweigths: []\n")
    with pytest.raises(ProblemsError) as caught:
        load_rule("things", "bad", Rule)
    places = {p.cell: p for p in caught.value.problems}
    assert set(places) == {"L4", "L5"}
    assert "二" in places["L4"].found
    assert "weights" in places["L5"].expected


def test_a_missing_rule_names_those_near_it(folder):
    write(folder, "huaian-2024", "label: x")
    with pytest.raises(ProblemsError) as caught:
        load_rule("things", "huaian-2042", Rule)
    assert "huaian-2024" in caught.value.problems[0].expected


def test_text_that_is_not_yaml_names_the_line(folder):
    write(folder, "broken", "label: [1\nweights: 2\n")
    with pytest.raises(ProblemsError) as caught:
        load_rule("things", "broken", Rule)
    assert caught.value.problems[0].kind == "bad_yaml"


def test_the_faults_of_all_files_come_at_once(folder):
    write(folder, "a", "label: 1")
    write(folder, "b", "{}")
    with pytest.raises(ProblemsError) as caught:
        load_rules("things", Rule)
    assert {p.file for p in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_yes_and_no_stay_words(folder):
    write(folder, "words", "label: no")
    assert load_rule("things", "words", Rule).label == "no"


def test_case_files_are_not_rules(folder):
    write(folder, "a", "label: x")
    (folder / "a.cases.yaml").write_text("cases: []")
    assert list_rules("things") == ["a"]


def test_a_changed_rule_has_another_hash(folder):
    write(folder, "a", "label: x")
    before = rule_hash("things", "a")
    write(folder, "a", "label: y")
    assert rule_hash("things", "a") != before


def test_a_zones_own_rule_hides_the_shipped_one_of_that_name(folder):
    own = folder.parent / "registers"
    own.mkdir()
    write(own, "enterprises", "label: 本区名录")
    assert load_rule("registers", "enterprises", Rule).label == "本区名录"


@pytest.mark.parametrize("sureness", list(Sureness))
def test_what_was_not_seen_is_called_an_assumption(sureness):
    citation = Citation(document="某办法", article="第五条", sureness=sureness)
    assert ("假设" in citation.sentence()) == (sureness in (Sureness.GENERAL_KNOWLEDGE, Sureness.UNKNOWN))
    assert "第五条" in citation.sentence()
