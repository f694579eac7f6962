from decimal import Decimal

import pytest

from yuanheng.engines.identities import read_capital

FORMATS = {
    "50(万元人民币)": (Decimal(500_000), "yuan"),
    "1,060.5000(万元人民币)": (Decimal(10_605_000), "yuan"),
    "50万人民币": (Decimal(500_000), "yuan"),
    "50万元人民币": (Decimal(500_000), "yuan"),
    "2,100.75(万美元)": (Decimal(21_007_500), "usd"),
    "16000(万日元)": (Decimal(160_000_000), "jpy"),
    "60(万港元)": (Decimal(600_000), "hkd"),
    "30(万元)": (Decimal(300_000), "yuan"),
    "4.5 亿元": (Decimal(450_000_000), "yuan"),
    "N/A": (None, ""),
}


@pytest.mark.parametrize("text", FORMATS)
def test_a_capital_is_read_in_its_own_currency(text):
    capital = read_capital(text)
    assert (capital.amount, capital.currency) == FORMATS[text]
    assert capital.problem is None


def test_a_capital_without_a_currency_is_a_question_not_yuan():
    capital = read_capital("50(万)")
    assert capital.amount is None
    assert "币种" in (capital.problem or "")


def test_a_capital_with_two_numbers_is_a_question():
    assert read_capital("100-200万元").problem
