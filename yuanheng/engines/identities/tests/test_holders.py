"""Persons, marks and words that offices put around a firm's name."""

import pytest

from yuanheng.engines.identities.name_parts import parse_name

FIRM = "启东恒达机械有限公司"


@pytest.mark.parametrize(
    "written",
    [
        "王建国({})", "王建国/{}", "{}(王建国)", "{}(代王建国)", "{}/王建国", "<{}>", "【{}】", "[高压]王建国({})",
        "0551003421{}", "{}[户号 0551003421]", "{}双电源", "{} 315kVA", "{}/过户中", "{}(承租方) 南区",
        "启东恒达机械有,限公司", "启东恒_达机械有限公司", "{}(王建国)销户",
    ],
)  # fmt: skip
def test_what_stands_around_a_name_comes_off(written):
    assert parse_name(written.format(FIRM)).text == FIRM


@pytest.mark.parametrize("written", ["恒达机械有限公司(启东)", "恒达机械有限公司 启东", "恒达(启东)机械有限公司"])
def test_a_region_behind_or_inside_is_the_region(written):
    found = parse_name(written)
    assert (found.region, found.trade, found.form) == ("启东", "恒达", "有限公司")


def test_a_short_district_is_a_region_in_brackets_alone():
    assert parse_name("汤峰时装有限公司(印台)").region == "印台"
    assert parse_name("印台时装有限公司").region == ""


@pytest.mark.parametrize("written", ["启东市海滨农资有限公司新义乡分公", "南通汽运实业集团有限公司海门四甲车"])
def test_a_unit_whose_end_was_lost_is_not_taken_for_a_note(written):
    assert parse_name(written).text == written


def test_two_firms_in_one_cell_are_still_two():
    assert parse_name("启东第一毛纺织厂/启东恒达机械有限公司").other == FIRM


def test_a_single_digit_is_its_numeral():
    assert parse_name("启东第2毛纺织厂").text == parse_name("启东第二毛纺织厂").text
    assert parse_name("360科技有限公司").trade == "360"
