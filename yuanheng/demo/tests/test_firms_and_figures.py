"""Invented firms: valid codes, coined names, plausible figures, and the stories that are promised."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from yuanheng.demo import codes, names
from yuanheng.demo.economics import FirmYear, figures, split
from yuanheng.demo.firms import Firm, zone
from yuanheng.demo.industries import INDUSTRIES

pytestmark = pytest.mark.xdist_group("demo_sheets")  # what is costly to make is made in one worker

YEARS = (2019, 2020, 2021)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def _all(firms: int) -> Iterator[tuple[Firm, dict[int, FirmYear]]]:
    for firm in zone(firms=firms, seed=2021, first_year=2019, last_year=2021):
        yield firm, figures(firm, seed=2021, years=YEARS)


@pytest.fixture(scope="module")
def six_hundred() -> list[tuple[Firm, dict[int, FirmYear]]]:
    return list(_all(600))


@pytest.fixture(scope="module")
def told(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> dict[str, tuple[Firm, dict[int, FirmYear]]]:
    return {firm.story: (firm, years) for firm, years in six_hundred if firm.story}


@given(index=st.integers(0, 200_000), seed=st.integers(0, 9_999))
def test_every_code_passes_gb_32100(index: int, seed: int) -> None:
    assert uscc.is_valid(codes.invent_uscc(index, seed=seed))


def test_codes_and_brands_are_distinct_in_a_large_zone() -> None:
    assert len({codes.invent_uscc(index, seed=2021) for index in range(120_000)}) == 120_000
    assert len({names.brand(index, seed=2021) for index in range(120_000)}) == 120_000


def test_some_codes_are_digits_only_so_that_a_spreadsheet_can_spoil_them() -> None:
    found = [code for index in range(600) if (code := codes.invent_uscc(index, seed=2021)).isdigit()]
    assert len(found) == 15


def test_no_invented_name_is_a_real_firms_name(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    real = SHARED / "qidong_enterprises_1978_2004.csv"
    if not real.exists():
        pytest.skip("the real register is not beside the repository")
    with real.open(encoding="utf-8") as file:
        known = {row["name"] for row in csv.DictReader(file)}
    invented = {name for firm, _ in six_hundred for name in (firm.name, firm.former) if name}
    assert not invented & known


def test_industry_codes_and_labels_are_those_of_the_classification() -> None:
    classes = SHARED / "gbt4754_2017.csv"
    if not classes.exists():
        pytest.skip("the classification is not beside the repository")
    with classes.open(encoding="utf-8") as file:
        known = {row["code"]: row["name"] for row in csv.DictReader(file)}
    assert {industry.code: industry.label for industry in INDUSTRIES}.items() <= known.items()


@pytest.mark.parametrize(
    ("cluster", "year", "yi_yuan"),
    [
        ("新能源", 2020, 56),
        ("新能源", 2021, 70),
        ("半导体装备及材料", 2020, 31),
        ("半导体装备及材料", 2021, 40),
        ("生物医药", 2020, 9),
        ("生物医药", 2021, 12),
    ],
)
def test_the_leading_industries_sell_about_what_the_plan_says(
    cluster: str, year: int, yi_yuan: float, six_hundred: list[tuple[Firm, dict[int, FirmYear]]]
) -> None:
    sold = sum(
        years[year].values["taxable_sales"] or 0
        for firm, years in six_hundred
        if firm.cluster == cluster and year in years
    )
    assert sold / 1e8 == pytest.approx(yi_yuan, rel=0.12)


def test_twenty_twenty_dips_and_twenty_twenty_one_recovers(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    sold = defaultdict(int)
    for firm, years in six_hundred:
        if firm.production.year < 2019 and len(years) == 3:
            for year, each in years.items():
                sold[year] += each.values["taxable_sales"] or 0
    assert sold[2020] < sold[2019] < sold[2021]


def test_months_and_meters_add_up_to_the_year(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    for firm, years in six_hundred:
        for each in years.values():
            for measure in ("tax_paid", "tax_paid_vat", "taxable_sales", "output_value", "electricity"):
                assert sum(each.in_month(measure, month) or 0 for month in range(1, 13)) == each.values[measure]
            assert sum(each.meter(meter, month=0) for meter in range(len(firm.meters))) == each.values["electricity"]


def test_kinds_and_substances_add_up_to_their_totals(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    for _, years in six_hundred:
        for each in years.values():
            value = each.values
            kinds = sum(value[code] or 0 for code in ("tax_paid_vat", "tax_paid_cit", "tax_paid_other"))
            assert kinds - (value["tax_refund_retained"] or 0) == value["tax_paid"]
            if value["emissions"] is not None:
                assert sum(v or 0 for k, v in value.items() if k.startswith("emissions_")) == value["emissions"]


def test_land_rented_out_equals_land_rented_in(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    rented_in = [firm.leased_in for firm, _ in six_hundred if firm.leased_in]
    rented_out = [firm.leased_out for firm, _ in six_hundred if firm.leased_out]
    assert sum(rented_in) == sum(rented_out)
    assert len(rented_out) > 3
    for firm, years in six_hundred:
        for each in years.values():
            assert (each.values["land_area"] or 0) >= firm.leased_out


def test_most_firms_hold_or_rent_land_and_pay_tax(six_hundred: list[tuple[Firm, dict[int, FirmYear]]]) -> None:
    full = [
        years[2021]
        for _, years in six_hundred
        if 2021 in years
        and all(years[2021].values[code] for code in ("tax_paid", "taxable_sales", "electricity", "employees"))
        and (years[2021].values["land_area"] or years[2021].values["leased_in_land_area"])
    ]
    assert len(full) >= 0.97 * len(six_hundred)


def test_the_twins_agree_in_every_figure(told: dict[str, tuple[Firm, dict[int, FirmYear]]]) -> None:
    first, second = told["twin_a"], told["twin_b"]
    assert first[0].name != second[0].name
    assert first[0].high_tech == second[0].high_tech
    assert all(first[1][year].values == second[1][year].values for year in YEARS)


def test_the_exporter_is_credited_more_than_it_pays_in(told: dict[str, tuple[Firm, dict[int, FirmYear]]]) -> None:
    value = told["exporter"][1][2021].values
    assert (value["tax_paid_export_credit"] or 0) > (value["tax_paid_vat"] or 0) > 0


def test_a_refund_makes_the_month_of_june_negative(told: dict[str, tuple[Firm, dict[int, FirmYear]]]) -> None:
    year = told["refund"][1][2021]
    assert (year.in_month("tax_paid", 6) or 0) < 0 < (year.in_month("tax_paid", 5) or 0)


def test_the_laggard_pays_least_for_its_land_three_years_running(
    six_hundred: list[tuple[Firm, dict[int, FirmYear]]], told: dict[str, tuple[Firm, dict[int, FirmYear]]]
) -> None:
    for year in YEARS:
        per_mu = sorted(
            (value["tax_paid"] or 0) / value["land_area"]
            for _, years in six_hundred
            if year in years and (value := years[year].values)["land_area"]
        )
        value = told["laggard"][1][year].values
        assert (value["tax_paid"] or 0) / (value["land_area"] or 1) <= per_mu[len(per_mu) // 20]


def test_newcomers_have_no_figures_before_they_produce(told: dict[str, tuple[Firm, dict[int, FirmYear]]]) -> None:
    assert set(told["newcomer_2020"][1]) == {2020, 2021}
    assert set(told["newcomer_2021"][1]) == {2021}
    assert told["newcomer_2021"][1][2021].in_month("electricity", 2) == 0


def test_the_suppliers_of_water_heat_and_gas_are_marked(told: dict[str, tuple[Firm, dict[int, FirmYear]]]) -> None:
    assert all(told[key][0].utility for key in ("water", "heat", "gas"))
    assert sum(firm.utility for firm, _ in told.values()) == 3


@given(total=st.integers(0, 10**9), parts=st.integers(1, 4), quantum=st.sampled_from([1, 10, 20]))
def test_the_parts_of_a_split_add_up_and_none_is_negative(total: int, parts: int, quantum: int) -> None:
    pieces = split(total, parts=parts, quantum=quantum)
    assert len(pieces) == parts
    assert sum(pieces) == total
    assert min(pieces) >= 0


def test_a_firm_is_the_same_in_whatever_order_it_is_asked_for() -> None:
    streamed = [firm for firm, _ in _all(60)]
    assert streamed == [firm for firm, _ in _all(60)]
    assert len({firm.name for firm in streamed}) == 60
