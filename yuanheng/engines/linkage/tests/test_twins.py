"""Twins: one trade word in two cities, sisters a character or a numeral apart, a branch and its parent. Never merged."""

import pytest

from yuanheng.engines.identities import Enterprise
from yuanheng.engines.linkage import Register

TRADES = (
    "恒达",
    "裕隆",
    "鑫鹏",
    "嘉禾",
    "宏图",
    "远航",
    "天成",
    "华泰",
    "金陵",
    "永盛",
    "四通",
    "万里",
    "神马",
    "飞鹤",
    "双箭",
)
INDUSTRIES = ("机械制造", "纺织", "新材料", "食品", "电子")
KINDS = {
    "another city": ("启东市{t}{i}有限公司", "海门市{t}{i}有限公司"),
    "another province": ("江苏{t}{i}有限公司", "浙江{t}{i}有限公司"),
    "another numeral": ("启东{t}第一{i}厂", "启东{t}第二{i}厂"),
    "another wind": ("启东东{t}{i}有限公司", "启东西{t}{i}有限公司"),
    "a branch": ("启东{t}{i}有限公司", "启东{t}{i}有限公司吕四分公司"),
    "two branches": ("启东{t}{i}有限公司海丰村分公司", "启东{t}{i}有限公司海晏村分公司"),
    "another character": ("启东{a}{i}有限公司", "启东{b}{i}有限公司"),
    "one character more": ("启东{t}{i}有限公司", "启东{t}润{i}有限公司"),
}


def pairs(kind: str) -> list[tuple[str, str]]:
    """Many pairs of one kind; the trade words of `another character` share one character and neither sound nor look alike."""
    left, right = KINDS[kind]
    made = []
    for n, trade in enumerate(TRADES):
        words = {"t": trade, "i": INDUSTRIES[n % 5], "a": trade, "b": trade[0] + "鲸"}
        made.append((left.format(**words), right.format(**words)))
    return made


def register_of(names: list[str]) -> Register:
    return Register([Enterprise(id=f"E{i:02d}", name=name) for i, name in enumerate(names)])


@pytest.mark.parametrize("kind", KINDS)
def test_each_twin_is_linked_to_itself_where_both_are_registered(kind):
    both = [name for pair in pairs(kind) for name in pair]
    register = register_of(both)
    for i, name in enumerate(both):
        found = register.link_one(name=name)
        assert found.right_id == f"E{i:02d}"
        assert found.decision == "auto" or found.probability < 0.97


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "one character more"])
def test_a_twin_that_is_not_registered_is_never_linked_by_itself(kind):
    register = register_of([left for left, _ in pairs(kind)])
    for _, right in pairs(kind):
        assert register.link_one(name=right).decision != "auto", right


def test_the_parent_of_a_registered_branch_is_not_the_branch():
    register = register_of([right for _, right in pairs("a branch")])
    assert all(register.link_one(name=left).decision != "auto" for left, _ in pairs("a branch"))


def test_a_gate_that_two_firms_share_does_not_merge_them():
    register = Register(
        [Enterprise(id="E1", name="中国银行股份有限公司如东青园南路支行", address="掘港镇青园南路40号")]
    )
    assert register.link_one(name="沈菊芳(门面)", address="如东县掘港镇青园南路40号").decision != "auto"


def test_an_address_in_another_city_keeps_a_name_without_region_for_a_person():
    register = Register([Enterprise(id="E1", name="启东市百都纺织品有限公司", address="启东市汇龙镇人民路5号")])
    assert register.link_one(name="百都纺织品有限公司", address="汉中市镇巴县江韵路741号").decision != "auto"
    assert register.link_one(name="百都纺织品有限公司", address="启东市汇龙镇人民路5号").decision == "auto"
