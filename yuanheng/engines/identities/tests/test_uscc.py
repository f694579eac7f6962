import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.identities import check_character, check_uscc, convert_organisation_code, repair_uscc
from yuanheng.engines.identities.uscc import ALPHABET, check_organisation_code

FIRST17 = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


@given(FIRST17)
def test_every_seventeen_characters_have_exactly_one_check_character(first):
    good = [c for c in ALPHABET if check_uscc(first + c)]
    assert good == [check_character(first)]


@given(FIRST17, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(first, place, other):
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]
    assert check_uscc(wrong) == (other == code[place])


@given(FIRST17, st.sampled_from(["lower", "spaces", "full"]))
def test_case_spaces_and_width_are_repaired(first, how):
    code = first + check_character(first)
    typed = {
        "lower": code.lower(),
        "spaces": f" {code[:6]} {code[6:]}\n",
        "full": "".join(chr(ord(c) + 0xFEE0) for c in code),
    }[how]
    assert repair_uscc(typed).code == code
    assert repair_uscc(typed).problem is None


def test_a_letter_o_for_a_zero_is_suggested_but_never_written_down():
    code = next(f"9132068100000{n:04d}" + check_character(f"9132068100000{n:04d}") for n in range(9))
    reading = repair_uscc(code.replace("0", "O", 1))
    assert reading.code == ""
    assert reading.suggestion == code
    assert "O" in (reading.problem or "")


def test_a_code_in_scientific_notation_has_lost_digits_and_is_not_guessed():
    reading = repair_uscc("9.13206E+17")
    assert (reading.code, reading.suggestion) == ("", "")
    assert "科学计数法" in (reading.problem or "")


@pytest.mark.parametrize("old", ["320681000000550", "3206811101637"])
def test_an_old_registration_number_is_kept_apart(old):
    reading = repair_uscc(old)
    assert (reading.code, reading.old_registration) == ("", old)
    assert reading.problem


@pytest.mark.parametrize("text", ["", None, "   "])
def test_an_empty_cell_is_no_problem_of_the_code(text):
    assert repair_uscc(text).problem is None


def test_a_lost_character_names_the_length_found():
    assert "17 位" in (repair_uscc("91320681000000001").problem or "")


def test_the_organisation_code_inside_a_code_can_be_taken_out():
    assert check_organisation_code("D2143569X")  # the worked example of GB 11714
    assert not check_organisation_code("D21435691")
    first = "91320681" + "D2143569X"
    assert convert_organisation_code(first + check_character(first)) == "D2143569X"
    with pytest.raises(ValueError):
        convert_organisation_code("x" * 18)
