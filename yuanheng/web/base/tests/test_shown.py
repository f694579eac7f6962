"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.web.base import shown


def render(text: str, user=None, **context) -> str:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return engines["django"].from_string(text).render(context | {"request": request})


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("12345678.9"), "yuan", "1,234.57"),
        (Decimal("50"), "yuan", "0.01"),
        (Decimal("49.99"), "yuan", "0.00"),
        (Decimal("-12345678"), "元", "-1,234.57"),
        (Decimal("33.335"), "亩", "33.34"),
        (1234567, "kWh", "123.46"),
        (12, "persons", "12"),
        (0, "yuan", "0.00"),
        (None, "yuan", "—"),
        (float("nan"), "yuan", "—"),
        (0.1, "度", "0.10"),
    ],
)
def test_a_figure_is_shown_in_the_unit_people_use(value, unit, text):
    assert shown.number(value, unit=unit) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=4))
def test_what_is_shown_is_within_half_a_last_place_of_the_figure(value):
    text = shown.number(value, unit="yuan").replace(",", "")
    assert abs(Decimal(text) * 10_000 - value) <= 50


def test_zero_and_missing_never_look_alike():
    assert shown.number(0) != shown.number(None)


def test_a_figure_leads_to_its_source_and_carries_its_unit():
    html = render("{% figure v 'yuan' href='/facts/1/' %}", v=Decimal(120_000))
    assert 'href="/facts/1/"' in html and ">12.00</a>" in html and "万元" in html


def test_a_missing_figure_says_so_on_hover():
    assert 'title="未报"' in render("{% figure v 'yuan' %}", v=None)


def test_a_secret_figure_is_not_even_in_the_page(cast):
    hidden = render("{% figure v 'yuan' group='enterprise.tax' %}", cast["administrator"], v=Decimal(7_770_000))
    seen = render("{% figure v 'yuan' group='enterprise.tax' %}", cast["analyst"], v=Decimal(7_770_000))
    assert "777" not in hidden and "••••" in hidden
    assert "777.00" in seen


def test_text_in_a_figure_is_escaped():
    html = render("{% figure v 'yuan' href=h title=t %}", v=1, h='/x/"><script>', t='"><script>')
    assert "<script>" not in html


@pytest.mark.parametrize(("letter", "look"), [("A", "yh-grade-a"), ("T", "yh-grade-t"), ("E", "yh-grade-x")])
def test_each_class_has_its_colour(letter, look):
    assert look in render("{% grade g %}", g=letter)


def test_no_class_is_a_dash():
    assert 'title="未评价"' in render("{% grade g %}", g=None)
