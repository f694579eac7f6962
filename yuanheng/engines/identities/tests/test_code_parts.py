from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.identities import check_character
from yuanheng.engines.identities.code_parts import parse_code, parse_codes

FIRST = "91320681138707973"
CODE = FIRST + check_character(FIRST)


def test_a_code_of_any_case_and_spacing_is_the_code():
    assert parse_code(f" {CODE[:6]} {CODE[6:].lower()}").code == CODE


def test_a_letter_that_looks_like_a_digit_is_read_as_it_and_marked():
    found = parse_code(CODE.replace("0", "O", 1))
    assert (found.code, found.repaired) == (CODE, True)


def test_a_tax_number_of_fifteen_carries_the_organisation_code():
    firm = "913206231387079734"
    whole = firm[:17] + check_character(firm[:17])
    assert parse_code(whole[2:8] + whole[8:17]).organisation in ("", whole[8:17])


def test_a_damaged_code_keeps_its_characters_and_is_no_code():
    found = parse_code(CODE[:-1])
    assert (found.code, found.written) == ("", CODE[:-1])


def test_words_are_no_code():
    assert parse_code("无").written == ""


@given(st.lists(st.one_of(st.just(CODE), st.text(alphabet="0123456789ABOI XY", max_size=19)), max_size=8))
def test_a_column_is_read_as_its_cells_are(texts):
    assert parse_codes(texts) == [parse_code(t) for t in texts]
