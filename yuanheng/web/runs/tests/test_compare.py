"""Two runs side by side."""

from __future__ import annotations

import csv
import io

from django.urls import reverse

from yuanheng.web.runs.models import Result
from yuanheng.web.runs.pages.compare import compare_page, compared_rows, most_changed, shared_indicators
from yuanheng.web.runs.tests.zone import run_now


def _two(zone, cast, count=10):
    """A year in order, then the same firms turned upside down."""
    firms = zone(count)
    a = run_now(cast["analyst"])
    zone(0, firms=firms, factor=2)
    return firms, a, run_now(cast["analyst"])


def test_the_matrix_counts_every_firm_once(zone, cast):
    firms, a, b = _two(zone, cast)
    page = compare_page(a, b)
    assert sum(total for _, _, total in page.matrix) == len(firms)
    crossings = {(c.old, c.new): c.count for _, line, _ in page.matrix for c in line if c.count}
    expected: dict[tuple[str, str], int] = {}
    new = dict(Result.objects.filter(run=b).values_list("enterprise", "grade"))
    for firm, grade in Result.objects.filter(run=a).values_list("enterprise", "grade"):
        expected[grade, new[firm]] = expected.get((grade, new[firm]), 0) + 1
    assert crossings == expected


def test_who_moved_is_said_with_old_and_new_and_the_indicator_that_changed_most(zone, cast):
    firms, a, b = _two(zone, cast)
    row = compared_rows(a, b).get(pk=firms[-1].pk)
    assert (row.old_grade, row.new_grade, row.move) == ("A", "C", "down")
    assert row.points == row.new_total - row.old_total < 0
    label, change = most_changed(shared_indicators(a, b), row)
    assert label == "亩均税收" and change < 0


def test_a_firm_in_one_run_only_is_new_or_gone(zone, cast):
    from yuanheng.web.enterprises.models import Enterprise

    firms = zone(6)
    a = run_now(cast["analyst"])
    newcomer = Enterprise(code="NEW", name="启东新来电子有限公司", scale="规上", town="汇龙镇")
    newcomer.save()
    zone(0, firms=[*firms, newcomer])
    b = run_now(cast["analyst"])
    assert compared_rows(a, b).get(pk=newcomer.pk).move == "in"
    assert compared_rows(b, a).get(pk=newcomer.pk).move == "out"


def test_the_list_is_filtered_sorted_and_exported_as_shown(zone, cast, client_of):
    _, a, b = _two(zone, cast)
    url = reverse("runs:compare", args=[a.pk, b.pk])
    answer = client_of("analyst").get(url, {"move": "up", "sort": "-points", "export": "csv"})
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines and {line["变动"] for line in lines} == {"上升"}
    gains = [float(line["总分变化"]) for line in lines]
    assert gains == sorted(gains, reverse=True)


def test_the_page_costs_the_same_queries_for_few_and_for_many(zone, cast, client_of, django_assert_max_num_queries):
    _, a, b = _two(zone, cast, count=60)
    client = client_of("leader")
    client.get("/")
    with django_assert_max_num_queries(16):
        assert client.get(reverse("runs:compare", args=[a.pk, b.pk])).status_code == 200


def test_choosing_leads_to_the_comparison_and_the_same_twice_is_refused(zone, cast, client_of):
    _, a, b = _two(zone, cast, count=4)
    client = client_of("analyst")
    answer = client.get(reverse("runs:choose"), {"a": str(a.pk), "b": str(b.pk)})
    assert answer["Location"] == reverse("runs:compare", args=[a.pk, b.pk])
    assert (
        "请选择两个不同的批次" in client.get(reverse("runs:choose"), {"a": str(a.pk), "b": str(a.pk)}).content.decode()
    )


def test_with_one_choice_made_the_page_waits_for_the_other_without_an_error(zone, cast, client_of):
    _, a, _ = _two(zone, cast, count=4)
    page = client_of("analyst").get(reverse("runs:choose"), {"a": str(a.pk)}).content.decode()
    assert "这个字段是必填项" not in page and f'value="{a.pk}" selected' in page
