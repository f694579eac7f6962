"""From an enterprise's figures down to the cell; who may see them; how many queries that takes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuanheng.web.base.models import Job
from yuanheng.web.ledger.actions.figures import KIND, request_figures
from yuanheng.web.ledger.models import Fact, Figure, FiguresState

from .making import FIRM, figures, firm, given, read_upload, upload_of, uploaded

MONTHS = "企业名称,1月入库税收(万元),2月入库税收(万元),3月入库税收(万元),从业人员(人)\n{name},1,2,3,20\n"


def _firm_page(client_of, key, made):
    return client_of(key).get(reverse("enterprises:enterprise", args=[made.pk])).content.decode()


@pytest.fixture
def known(cast):
    """A firm with a year's tax."""
    made = firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    figures()
    return made


def test_a_figure_is_shown_in_the_unit_people_use_and_leads_to_its_cells(client_of, cast, known):
    said = _firm_page(client_of, "leader", known)
    url = reverse("ledger:figure", args=[known.pk, "tax_paid", 2021])
    assert f'href="{url}"' in said
    assert ">12.50</a>" in said
    fact = Fact.objects.get()
    assert reverse("ledger:fact", args=[fact.pk]) in client_of("leader").get(url).content.decode()


def test_the_cell_is_marked_in_the_sheet_around_it(client_of, cast, known):
    said = client_of("leader").get(reverse("ledger:fact", args=[Fact.objects.get().pk])).content.decode()
    row = said[said.index("yh-sheet-target") :]
    assert row[: row.index("</td>")].endswith(">12.5")


def test_a_role_without_the_group_gets_dots_and_no_way_in(client_of, cast, known):
    said = _firm_page(client_of, "clerk", known)
    assert "••••" in said
    assert "12.50" not in said
    assert client_of("clerk").get(reverse("ledger:figure", args=[known.pk, "tax_paid", 2021])).status_code == 403


def test_a_clerk_still_sees_the_cells_of_their_own_bureaus_file(client_of, cast, known):
    url = reverse("ledger:fact", args=[Fact.objects.get().pk])
    assert client_of("clerk").get(url).status_code == 200
    assert client_of("neighbour").get(url).status_code == 404
    assert client_of("administrator").get(url).status_code == 403


def test_missing_says_why_and_is_never_zero(client_of, cast):
    made = firm()
    read_upload(upload_of(cast["clerk"], given(MONTHS.format(name=FIRM), "税务局_2021年1-3月.csv")))
    figures()
    figure = Figure.objects.get(measure="tax_paid")
    assert (figure.missing, figure.amount) == (True, None)
    assert "全年数不完整" in figure.reason
    assert "不全" in _firm_page(client_of, "leader", made)


def test_an_area_kept_in_mu_is_never_shown_as_square_metres(client_of, cast):
    made = firm()
    read_upload(upload_of(cast["clerk"], given(f"企业名称,用地面积(亩)\n{FIRM},30\n", "自然资源局_2021年用地.csv")))
    figures()
    fact = Fact.objects.get()
    said = client_of("leader").get(reverse("ledger:fact", args=[fact.pk])).content.decode()
    assert '30.00</span> <span class="yh-unit">亩' in said
    assert "30.00" in _firm_page(client_of, "leader", made)


def test_the_page_of_a_firm_takes_as_many_queries_whatever_the_number_of_firms_and_facts(client_of, cast, known):
    client = client_of("leader")
    url = reverse("enterprises:enterprise", args=[known.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(2, 12):
        firm(f"启东第{number}机械厂", f"E{number}")
    rows = [(f"启东第{n}机械厂", "", str(n)) for n in range(2, 12)] + [(FIRM, "", "8")]
    uploaded(cast["clerk"], *rows, name="税务局_2020年税收.csv", year=2020)
    figures()
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)


def test_figures_are_not_computed_again_when_nothing_changed(cast, known):
    before = list(Figure.objects.values_list("pk", flat=True))
    figures()
    assert list(Figure.objects.values_list("pk", flat=True)) == before
    assert FiguresState.objects.get().facts == 1


def test_many_changes_leave_one_request_for_new_figures(cast, known):
    Job.objects.filter(kind=KIND).delete()
    for _ in range(3):
        request_figures()
    assert Job.objects.filter(kind=KIND).count() == 1


def test_a_figure_of_no_measure_is_no_page(client_of, cast, known):
    for measure, status in (("tax_paid", 200), ("nothing", 404)):
        assert client_of("analyst").get(reverse("ledger:figure", args=[known.pk, measure, 2021])).status_code == status
