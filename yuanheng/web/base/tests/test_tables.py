"""Lists: filters, sorting and pages in the URL; the export is what is shown, without formulas and without secrets."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.web.base.export import FORMULA_STARTS, neutral
from yuanheng.web.base.models import AuditEntry, Organisation
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter, build_table, table_page

COLUMNS = (
    Column("name", "名称", sort="name", link=lambda o: f"/o/{o.code}/"),
    Column("order", "税收", kind="number", unit="yuan", sort="order"),
    Column("ended_on", "撤销", kind="date", sort="ended_on"),
    Column("secret", "密", kind="number", value=lambda o: o.order, unit="yuan", group="enterprise.tax"),
)
FILTERS = (
    TextFilter("q", "名称", apply=lambda rows, t: rows.filter(name__icontains=t)),
    ChoiceFilter("kind", "类别", choices=[("village", "村")], apply=lambda rows, t: rows.filter(kind=t)),
)


@pytest.fixture
def bureaus(cast):
    for n in range(120):
        Organisation.objects.create(code=f"v{n:03}", name=f"村{n:03}", kind="village", order=n * 10_000)
    return Organisation.objects.filter(kind="village")


def table(rf, user, query: str, rows):
    request = rf.get(f"/list/?{query}")
    request.user = user
    return build_table(request, name="村居", rows=rows, columns=COLUMNS, filters=FILTERS, order=("code",))


def test_pages_sorting_and_filters_come_from_the_address(rf, cast, bureaus):
    shown = table(rf, cast["analyst"], "sort=-order&page=2&kind=village", bureaus)
    assert [o.code for o in shown.page][:2] == ["v069", "v068"]
    assert shown.page.paginator.num_pages == 3
    assert table(rf, cast["analyst"], "q=村11", bureaus).page.paginator.count == 10


@pytest.mark.parametrize(
    "query", ["sort=password", "sort=-holder__password", "page=999", "page=x", "kind=nothing", "q="]
)
def test_what_the_address_may_not_say_is_ignored(rf, cast, bureaus, query):
    assert table(rf, cast["analyst"], query, bureaus).page.paginator.count == 120


def test_what_is_missing_comes_last_whichever_way_it_is_sorted(rf, cast, bureaus):
    Organisation.objects.filter(code="v007").update(ended_on="2021-06-30")
    for sort in ("ended_on", "-ended_on"):
        assert next(iter(table(rf, cast["analyst"], f"sort={sort}", bureaus).page)).code == "v007"


def export(rf, user, rows, kind: str):
    request = rf.get(f"/list/?export={kind}&q=村00")
    request.user = user
    shown = build_table(request, name="村居", rows=rows, columns=COLUMNS, filters=FILTERS, order=("code",))
    response = table_page(request, "base/jobs.html", shown)
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_workbook_holds_all_filtered_rows_in_the_units_of_its_headings(rf, cast, bureaus):
    sheet = openpyxl.load_workbook(io.BytesIO(export(rf, cast["analyst"], bureaus, "xlsx"))).active
    rows = list(sheet.values)
    assert rows[0] == ("名称", "税收(万元)", "撤销", "密(万元)")
    assert len(rows) == 11
    assert rows[3] == ("村002", 2, None, 2)


def test_an_export_is_logged_and_hides_what_the_page_hides(rf, cast, bureaus):
    lines = list(csv.reader(io.StringIO(export(rf, cast["administrator"], bureaus, "csv").decode("utf-8-sig"))))
    assert lines[1] == ["村000", "0", "", "不可查看"]
    entry = AuditEntry.objects.get(action="base.table.exported")
    assert entry.content.after == {"rows": 10}


def test_a_name_that_looks_like_a_formula_stays_a_name(rf, cast, bureaus):
    Organisation.objects.filter(code="v000").update(name='=HYPERLINK("http://evil","村000")')
    sheet = openpyxl.load_workbook(io.BytesIO(export(rf, cast["analyst"], bureaus, "xlsx"))).active
    assert sheet["A2"].value.startswith("'=HYPERLINK")
    assert sheet["A2"].data_type == "s"


@given(st.text())
def test_no_text_but_a_number_starts_like_a_formula_after_export(text):
    made = neutral(text)
    if made.startswith(FORMULA_STARTS):
        float(made.replace(",", ""))
    assert made.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize(
    ("text", "made"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-12.5", "-12.5"), ("+86 513", "'+86 513"), ("=1", "'=1")],
)
def test_plain_numbers_are_left_alone(text, made):
    assert neutral(text) == made


def test_a_list_shows_masked_cells_to_those_who_may_not_see(rf, cast, bureaus):
    line = table(rf, cast["administrator"], "", bureaus).lines[5]
    assert line[3].masked and line[3].value is None
    assert not table(rf, cast["analyst"], "", bureaus).lines[5][3].masked


def test_a_page_of_a_list_costs_two_queries_whatever_its_length(rf, cast, bureaus, django_assert_max_num_queries):
    user = cast["analyst"]
    assert user.posts
    shown = None
    with django_assert_max_num_queries(3):
        shown = table(rf, user, "", bureaus)
        assert len(shown.lines) == 50
