import pyarrow as pa

from yuanheng.engines.identities import Enterprise, Register, check_character
from yuanheng.engines.linkage import LINKS_SCHEMA, link_exactly, link_record, record_key, records_of_facts


def code(tail: str) -> str:
    first = ("91320681" + tail).ljust(17, "0")
    return first + check_character(first)


HENGDA = Enterprise(id="E1", name="启东恒达机械有限公司", uscc=code("A"), former_names=("启东市恒达机械厂",))
YULONG = Enterprise(id="E2", name="江苏裕隆新材料有限公司", uscc=code("B"))
NO_CODE = Enterprise(id="E3", name="启东老码头食品厂")
TWIN_A = Enterprise(id="E4", name="启东同名电子有限公司", uscc=code("C"))
TWIN_B = Enterprise(id="E5", name="启东同名电子有限公司", uscc=code("D"))
REGISTER = Register.of([HENGDA, YULONG, NO_CODE, TWIN_A, TWIN_B])


def decide(name, uscc=""):
    found = link_record(name, uscc, REGISTER)
    return found.right_id, found.decision


def test_code_and_name_together_link():
    assert decide("启东恒达机械有限公司", HENGDA.uscc.lower()) == ("E1", "auto")


def test_a_name_alone_links_when_one_firm_has_it():
    assert decide("启东恒达机械有限公司") == ("E1", "auto")


def test_a_former_name_links():
    assert decide("启东市恒达机械厂") == ("E1", "auto")


def test_a_neighbours_code_pasted_by_mistake_does_not_win_silently():
    assert decide("江苏裕隆新材料有限公司", HENGDA.uscc) == ("E1", "review")


def test_a_code_with_a_note_glued_to_the_name_links():
    assert decide("启东恒达机械有限公司(停产)", HENGDA.uscc) == ("E1", "auto")


def test_a_code_under_an_unknown_unlike_name_goes_to_review():
    assert decide("南通大江冶金", HENGDA.uscc) == ("E1", "review")


def test_a_name_two_firms_share_decides_nothing():
    assert decide("启东同名电子有限公司")[1] == "review"
    assert decide("启东同名电子有限公司", TWIN_B.uscc) == ("E5", "auto")


def test_a_letter_for_a_digit_in_the_code_links_only_with_the_name():
    wrong = HENGDA.uscc.replace("0", "O", 1)
    assert decide("启东恒达机械有限公司", wrong) == ("E1", "auto")
    assert decide("某某公司", wrong) == ("E1", "review")


def test_a_name_with_a_strangers_code_goes_to_review():
    assert decide("启东恒达机械有限公司", code("Z".replace("Z", "Y"))) == ("E1", "review")


def test_a_firm_without_a_code_in_the_register_links_by_name():
    assert decide("启东老码头食品厂", code("Y")) == ("E3", "auto")


def test_what_matches_nothing_is_none_and_has_no_firm():
    assert decide("上海某某贸易") == ("", "none")


def test_every_record_gets_exactly_one_row():
    records = pa.table({"rec_id": ["a", "b"], "name": ["启东恒达机械有限公司", None], "uscc": [None, None]})
    links = link_exactly(records, REGISTER)
    assert links.schema == LINKS_SCHEMA
    assert links.column("decision").to_pylist() == ["auto", "none"]


def test_a_record_keeps_its_id_from_month_to_month():
    columns = ("source", "subject_key", "subject_name", "subject_address", "account")
    rows = [("power", "", "恒达", "", "1001"), ("power", "", "恒达", "城东", "1001"), ("power", "", "恒达", "", "1002")]
    facts = pa.table({c: [r[i] for r in rows] for i, c in enumerate(columns)})
    records = records_of_facts(facts)
    assert records.num_rows == 2
    assert records.column("rec_id")[0].as_py() == record_key(source="power", uscc="", name="恒达", account="1001")
