from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.identities import Enterprise, Register, name_keys, normalise_name


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise_name(normalise_name(text)) == normalise_name(text)


def test_width_spaces_brackets_and_line_breaks_do_not_make_another_name():
    forms = [
        "启东恒达（集团）有限公司",
        "启东恒达(集团)有限公司",
        " 启东 恒达【集团】\n有限公司",
        "启东恒达［集团］有限公司",
    ]
    assert len({normalise_name(f) for f in forms}) == 1


def test_different_organisation_forms_stay_different_names():
    assert normalise_name("启东恒达有限公司") != normalise_name("启东恒达有限责任公司")


def test_former_names_follow_the_present_name_without_repeats():
    assert name_keys("甲厂", ("乙厂", "甲 厂", "")) == ("甲厂", "乙厂")


def test_a_register_finds_a_firm_by_its_former_name_apart_from_present_names():
    register = Register.of([Enterprise(id="1", name="新名公司", former_names=("旧名公司",))])
    assert "旧名公司" not in register.by_name
    assert register.by_former_name["旧名公司"][0].id == "1"
