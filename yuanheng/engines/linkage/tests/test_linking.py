"""What the linkage decides: cases of twins, branches, notes and codes; and what must never change a decision."""

import json
import random
import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.identities import Enterprise, check_character
from yuanheng.engines.linkage import LINKS_SCHEMA, FirmColumns, Register, Standing, link, say_evidence
from yuanheng.engines.linkage.evidence import to_logit


def code(county: str, tail: str) -> str:
    first = ("91" + county + tail).ljust(17, "7")
    return first + check_character(first)


def firm(number: int, name: str, county: str = "320681", address: str = "", former: tuple[str, ...] = ()) -> Enterprise:
    return Enterprise(
        id=f"E{number:02d}", name=name, uscc=code(county, f"0{number:02d}"), address=address, former_names=former
    )


FIRMS = [
    firm(1, "启东恒达机械制造有限公司", address="启东市汇龙镇人民中路1188号", former=("启东市农机二厂",)),
    firm(2, "海门市恒达机械制造有限公司", "320684", "海门市海门镇江海路26号"),
    firm(3, "启东第一毛纺织厂", address="启东市汇龙镇长江路8号"),
    firm(4, "启东第二毛纺织厂", address="启东市汇龙镇长江路9号"),
    firm(5, "江苏裕隆新材料股份有限公司", address="启东市经济开发区林洋路66号"),
    firm(6, "江苏裕隆新材料股份有限公司吕四分公司", address="启东市吕四港镇环城路5号"),
    firm(7, "启东东风电器有限公司"),
    firm(8, "启东西风电器有限公司"),
    firm(9, "南通同名电子有限公司", "320602"),
    firm(10, "南通同名电子有限公司", "320611"),
    firm(11, "启东市鑫鹏海洋工程装备有限公司", address="启东市寅阳镇船舶路1号"),
    firm(12, "南通鑫鹏贸易有限公司", "320602"),
    firm(13, "启东市老码头食品厂", address="启东市惠萍镇东兴村3组"),
    *(firm(20 + i, f"南通{t}{w}有限公司", "320602", f"南通市青年路{i + 3}号")
      for i, (t, w) in enumerate([("嘉禾", "纺织"), ("嘉华", "物流"), ("宏图", "建材"), ("远航", "船务"), ("天成", "电子")])),
]  # fmt: skip
REGISTER = Register(FIRMS)


def decide(name: str, uscc: str = "", address: str = "") -> tuple[str, str]:
    found = REGISTER.link_one(name=name, uscc=uscc, address=address)
    return found.right_id, found.decision


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("启东恒达机械制造有限公司", "E01"),
        ("启東恒達機械製造有限公司", "E01"),
        ("启东 恒达机械\n制造有限公司", "E01"),
        ("启东恒达机械制造有限责任公司", "E01"),
        ("启东恒达机械制造有限公司(停产)", "E01"),
        ("启东恒达机械制造有限公司-1号表", "E01"),
        ("租户:启东恒达机械制造有限公司(房东江苏裕隆新材料股份有限公司)", "E01"),
        ("启东市农机二厂", "E01"),
        ("启东市鑫鹏海洋工程装备公司", "E11"),
        ("鑫鹏海洋工程装备有限公司(启东)", "E11"),
        ("江苏裕隆新材料股份有限公司吕四分公司", "E06"),
        ("启东第二毛纺织厂", "E04"),
    ],
)
def test_a_clear_writing_links_by_itself(name, right):
    assert decide(name) == (right, "auto")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("启东市鑫棚海洋工程装备有限公司", "E11"),
        ("启东老码头食品", "E13"),
        ("裕隆新材料", "E05"),
        ("天成电子", "E24"),
        ("启东市老马头食品厂", "E13"),
    ],
)
def test_a_short_or_mistyped_name_finds_its_firm_first(name, right):
    assert decide(name)[0] == right


def test_two_firms_of_one_name_are_for_a_person_who_sees_both():
    found = REGISTER.link_one(name="南通同名电子有限公司")
    assert found.decision == "review"
    assert {found.right_id, found.others[0].id} == {"E09", "E10"}


@pytest.mark.parametrize("name", ["恒达机械制造有限公司", "启东毛纺织厂", "启东第三毛纺织厂", "启东南风电器有限公司"])
def test_twins_and_sisters_are_not_merged(name):
    assert decide(name)[1] != "auto"


def test_the_code_decides_between_twins():
    assert decide("南通同名电子有限公司", FIRMS[9].uscc) == ("E10", "auto")


def test_the_address_helps_between_twins():
    assert decide("恒达机械", address="汇龙镇人民中路1188号")[0] == "E01"
    assert decide("恒达机械", address="海门镇江海路26号")[0] == "E02"


def test_a_branch_that_the_register_does_not_have_is_not_its_parent_by_itself():
    right, decision = decide("江苏裕隆新材料股份有限公司海安分公司")
    assert decision == "review"
    assert right in ("E05", "E06")


def test_a_neighbours_code_never_wins_silently():
    found = REGISTER.link_one(name="启东恒达机械制造有限公司", uscc=FIRMS[12].uscc)
    assert found.decision == "review"
    assert "代码" in found.why


def test_name_and_address_of_one_firm_outweigh_a_neighbours_code():
    assert decide("启东恒达机械制造有限公司", FIRMS[12].uscc, "启东市汇龙镇人民中路1188号") == ("E01", "auto")


def test_the_parents_name_at_a_branchs_address_is_for_a_person():
    found = REGISTER.link_one(name="江苏裕隆新材料股份有限公司", address="启东市吕四港镇环城路5号")
    assert found.decision == "review"


@pytest.mark.parametrize(
    "name",
    [
        "启东市XINPENG海洋工程装备有限公司",
        "启冬市鑫鹏海洋工程装备有限公司",
        "启东市鑫鹏海洋工程装",
        "王建国(启东市鑫鹏海洋工程装备)",
    ],
)
def test_pinyin_a_misread_region_a_cut_and_a_person_before_it_still_find_the_firm_first(name):
    assert REGISTER.link_one(name=name, address="启东市寅阳镇船舶路1-8号").right_id == "E11"


def test_a_code_that_a_scanner_misread_still_speaks_for_the_firm():
    written = FIRMS[0].uscc.replace("0", "O").replace("8", "B").replace("6", "G").replace("1", "I")
    assert decide("恒达机械", written) == ("E01", "auto")


def test_two_codes_in_one_cell_are_read_where_just_one_passes():
    assert decide("启东恒达机械制造有限公司", f"{FIRMS[0].uscc}/094946605") == ("E01", "auto")


def test_a_district_that_provinces_share_counts_with_its_city():
    shared = [
        firm(1, "南京市鼓楼区恒达机械有限公司", "320106", "南京市鼓楼区中山路1号"),
        firm(2, "福州市鼓楼区恒达机械有限公司", "350102", "福州市鼓楼区五四路1号"),
    ]
    register = Register(shared)
    assert register.link_one(name="福州鼓楼区恒达机械有限公司").right_id == "E02"
    assert register.link_one(name="鼓楼区恒达机械有限公司", address="南京市鼓楼区").right_id == "E01"
    assert register.link_one(name="鼓楼区恒达机械有限公司").decision == "review"


def test_a_code_under_a_name_that_is_nothing_like_it_is_for_a_person():
    assert decide("上海某某贸易商行", FIRMS[0].uscc) == ("E01", "review")


def test_a_code_with_one_character_lost_still_speaks_for_the_firm():
    whole = REGISTER.link_one(name="恒达机械", uscc=FIRMS[0].uscc[:-1])
    assert whole.right_id == "E01"
    assert any("代码差一位" in words for words, _ in whole.evidence)


def test_two_holders_in_one_cell_are_for_a_person():
    assert decide("启东第一毛纺织厂/启东恒达机械制造有限公司")[1] == "review"


def test_what_the_register_does_not_have_is_none_and_has_no_firm():
    assert decide("黑龙江某某农垦集团") == ("", "none")


def test_an_empty_record_is_none():
    assert decide("") == ("", "none")


def test_the_waterfall_sums_to_the_logit_of_the_probability():
    for name in ("恒达机械", "启东恒达机械制造有限公司", "南通同名电子有限公司", "启东老马头食品厂"):
        found = REGISTER.link_one(name=name)
        assert sum(value for _, value in found.evidence) == pytest.approx(to_logit(found.probability), abs=1e-3)


def test_evidence_is_said_in_one_sentence():
    table = link(pa.table({"rec_id": ["a"], "name": ["南通同名电子有限公司"]}), REGISTER)
    told = json.loads(table.column("evidence")[0].as_py())
    assert told["others"][0][1] == "南通同名电子有限公司"
    assert say_evidence(table.column("evidence")[0].as_py())
    assert say_evidence("名称一致") == "名称一致"


WRITINGS = [
    *(f.name for f in FIRMS), "恒达机械", "裕隆", "鑫鹏", "启东毛纺织厂", "天成电子(停产)", "嘉禾", "老码头食品", "某某商行",
]  # fmt: skip


def table_of(rows: list[tuple[str, str]]) -> pa.Table:
    return pa.table({"rec_id": [i for i, _ in rows], "name": [n for _, n in rows], "uscc": [""] * len(rows)})


def answers(table: pa.Table) -> dict[str, tuple[str, float, str, str]]:
    return {r["rec_id"]: (r["right_id"], r["probability"], r["decision"], r["evidence"]) for r in table.to_pylist()}


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_either_file_changes_nothing(rng):
    rows = [(f"R{i}", name) for i, name in enumerate(WRITINGS)]
    expected = answers(link(table_of(rows), REGISTER))
    firms, shuffled = list(FIRMS), list(rows)
    rng.shuffle(firms)
    rng.shuffle(shuffled)
    assert answers(link(table_of(shuffled), Register(firms))) == expected


def test_records_alone_and_together_get_the_same_answer():
    together = answers(link(table_of([(name, name) for name in WRITINGS]), REGISTER))
    for name in WRITINGS:
        alone = REGISTER.link_one(name=name)
        assert (alone.right_id, alone.probability, alone.decision) == together[name][:3]


def test_a_second_run_changes_nothing():
    rows = table_of([(f"R{i}", name) for i, name in enumerate(WRITINGS)])
    assert link(rows, REGISTER).equals(link(rows, Register(FIRMS)))


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(WRITINGS), st.sampled_from([f.id for f in FIRMS]), st.integers(0, 99))
def test_adding_a_firm_never_changes_a_stored_decision(written, right, number):
    rows = table_of([("R1", written), ("R2", "恒达机械")])
    stored = [Standing(rec_id="R1", right_id=right)]
    more = [*FIRMS, Enterprise(id=f"A{number}", name=written, uscc=code("320681", f"9{number:02d}"))]
    before, after = link(rows, REGISTER, decisions=stored), link(rows, Register(more), decisions=stored)
    assert before.slice(0, 1).equals(after.slice(0, 1))
    assert before.column("right_id")[0].as_py() == right


def test_a_firm_that_a_person_ruled_out_is_not_proposed_again():
    rows = table_of([("R1", "启东恒达机械制造有限公司")])
    found = link(rows, REGISTER, decisions=[Standing(rec_id="R1", refused=("E01",))])
    assert found.column("right_id")[0].as_py() != "E01"


def test_a_person_may_say_that_the_register_does_not_have_it():
    rows = table_of([("R1", "启东恒达机械制造有限公司")])
    found = link(rows, REGISTER, decisions=[Standing(rec_id="R1", right_id="")])
    assert found.to_pylist()[0]["decision"] == "none"


def test_duplicate_rows_of_one_firm_are_one_firm_and_two_firms_with_one_code_are_both_shown():
    double = [*FIRMS, firm(1, "启东恒达机械制造有限公司", address="启东市吕四港镇")]
    assert Register(double).link_one(name="启东恒达机械制造有限公司").decision == "auto"
    thief = Enterprise(id="X", name="启东恒大机械制造有限公司", uscc=FIRMS[0].uscc)
    found = Register([*FIRMS, thief]).link_one(name="启东恒达大机械制造有限公司", uscc=FIRMS[0].uscc)
    assert {found.right_id, *(o.id for o in found.others)} >= {"E01", "X"}


def test_candidates_are_ranked_with_their_own_evidence():
    found = REGISTER.candidates({"name": "恒达机械制造"}, limit=3)
    assert {c.right_id for c in found[:2]} == {"E01", "E02"}
    assert found[0].probability >= found[1].probability
    assert sum(v for _, v in found[1].evidence) == pytest.approx(to_logit(found[1].probability), abs=1e-3)


def test_the_table_has_the_schema_and_the_order_of_the_records():
    rows = table_of([("b", "嘉禾"), ("a", "启东恒达机械制造有限公司"), ("c", "")])
    found = link(rows, REGISTER)
    assert found.schema == LINKS_SCHEMA
    assert found.column("rec_id").to_pylist() == ["b", "a", "c"]


def test_an_empty_register_and_no_records_are_answered():
    assert link(table_of([("a", "恒达")]), Register([])).to_pylist()[0]["decision"] == "none"
    assert link(table_of([]), REGISTER).num_rows == 0


def test_one_record_against_thousands_of_firms_is_answered_at_once():
    rng = random.Random(3)
    trades = [a + b for a in "恒宏瑞鑫华天海东金永" for b in "达泰丰源隆盛通成祥兴"]
    rows = [
        (
            f"F{i}",
            f"启东{rng.choice(trades)}{rng.choice(('机械', '电子', '纺织', '贸易'))}有限公司{i}厂",
            "",
            f"路{i}号",
            (),
        )
        for i in range(4000)
    ]
    register = Register.of_columns(FirmColumns.of(rows))
    register.link_one(name="恒达机械")
    begun = time.process_time()
    for _ in range(5):
        register.link_one(name="启东恒达机械有限公司7厂")
    assert (time.process_time() - begun) / 5 < 0.5
