"""Lists, schemes, files, and what runs show elsewhere."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import RequestFactory
from django.urls import reverse

from yuanheng.engines.rules import read_rule_text, use_rules_folder
from yuanheng.web.base.models import AuditEntry
from yuanheng.web.base.search import search
from yuanheng.web.runs.models import Result, Run
from yuanheng.web.runs.panels import grades_of
from yuanheng.web.runs.tests.zone import run_now


@pytest.fixture
def run(zone, cast):
    """Ten firms of 2021."""
    zone(10)
    return run_now(cast["analyst"])


def test_results_are_filtered_by_class_and_exported_with_numbers(run, client_of):
    url = reverse("runs:run", args=[run.pk])
    answer = client_of("leader").get(url, {"grade": "A", "show": "all", "export": "csv"})
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["类别"] for line in lines] == ["A", "A"]
    best = Result.objects.get(run=run, rank=1)
    assert float(lines[0]["亩均税收(万元/亩)"]) == float(best.detail["tax_per_mu"]["value"])
    assert lines[0]["统一社会信用代码"] == ""


def test_results_are_sorted_by_the_points_of_an_indicator_as_numbers(run, client_of):
    url = reverse("runs:run", args=[run.pk])
    answer = client_of("analyst").get(url, {"sort": "tax_per_mu_score", "export": "csv"})
    points = [float(line["亩均税收"]) for line in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert points == sorted(points) and len(set(points)) == 10


def test_the_clerk_exports_grades_but_no_figures(run, client_of):
    url = reverse("runs:run", args=[run.pk])
    answer = client_of("clerk").get(url, {"show": "all", "export": "csv"})
    for line in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))):
        assert line["类别"] in "ABCD"
        assert {line[h] for h in line if h.startswith(("亩均", "单位"))} == {"不可查看"}


def test_sorting_by_what_one_may_not_see_does_nothing(run, client_of):
    url = reverse("runs:run", args=[run.pk])
    ranks = [
        [line["名次"] for line in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
        for sort in ("", "tax_per_mu_score")
        if (answer := client_of("clerk").get(url, {"sort": sort, "export": "csv"}))
    ]
    assert ranks[0] == ranks[1]


def test_the_neighbouring_bureau_finds_neither_the_run_nor_its_grades(run, client_of):
    client = client_of("neighbour")
    firm = Result.objects.filter(run=run).first().enterprise_id
    assert client.get(reverse("runs:run", args=[run.pk])).status_code == 404
    assert client.get(reverse("runs:firm", args=[run.pk, firm])).status_code == 404
    assert str(run) not in client.get(reverse("runs:runs")).content.decode()


def test_the_administrator_reads_rules_but_no_firm(run, client_of):
    client = client_of("administrator")
    assert client.get(reverse("runs:run", args=[run.pk])).status_code == 403
    assert client.get(reverse("runs:scheme", args=["huaian-2024"])).status_code == 200


def test_a_download_is_the_file_of_the_run_and_is_noted(run, client_of):
    url = reverse("runs:file", args=[run.pk, "results.xlsx"])
    answer = client_of("auditor").get(url)
    assert b"".join(answer.streaming_content) == (run.folder / "results.xlsx").read_bytes()
    assert AuditEntry.objects.filter(action="runs.file.downloaded", target_id=str(run.pk)).exists()
    assert client_of("leader").get(url).status_code == 403


def test_only_the_files_of_a_run_can_be_fetched(run, client_of):
    (run.folder / "secret.txt").write_text("x")
    assert client_of("auditor").get(reverse("runs:file", args=[run.pk, "secret.txt"])).status_code == 404


def test_the_scheme_of_a_run_stays_readable_as_it_was(run, client_of):
    page = client_of("auditor").get(reverse("runs:run_scheme", args=[run.pk])).content.decode()
    assert "亩均税收 = 评价税收" in page and run.scheme_hash in page


def test_a_scheme_reads_as_sentences_with_sources_and_marks_what_is_assumed(client_of):
    page = client_of("leader").get(reverse("runs:scheme", args=["qidong-2021"])).content.decode()
    assert "苏政办发〔2017〕143号" in page and "yh-mark-assumption" in page
    first = read_rule_text("schemes", "qidong-2021").splitlines()[0]
    assert first in page


def test_a_scheme_with_a_fault_is_named_with_the_fault_and_hides_no_other(client_of, tmp_path):
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "ours.yaml").write_text("name: ours\ntitle: 本区办法\n", encoding="utf-8")
    use_rules_folder(tmp_path)
    try:
        client = client_of("analyst")
        for url in (reverse("runs:schemes"), reverse("runs:new"), reverse("runs:scheme", args=["ours"])):
            page = client.get(url).content.decode()
            assert "ours.yaml" in page and "indicators" in page and "淮安市工业企业" in page
    finally:
        use_rules_folder(None)


def test_an_unknown_scheme_is_not_found(client_of):
    assert client_of("leader").get(reverse("runs:scheme", args=["nowhere"])).status_code == 404


def test_the_panel_lists_a_firms_grades_to_those_who_may_read_them(run, cast):
    request = RequestFactory().get("/")
    result = Result.objects.filter(run=run, grade="A").first()
    request.user = cast["leader"]
    assert [row.grade for row in grades_of(request, result.enterprise)["results"]] == ["A"]
    request.user = cast["neighbour"]
    assert grades_of(request, result.enterprise) is None


def test_the_search_box_finds_runs_by_scheme_and_year(run, cast):
    found = {hit.url for text in ("淮安", "2021") for group in search(cast["leader"], text) for hit in group.hits}
    assert reverse("runs:run", args=[run.pk]) in found
    assert not search(cast["neighbour"], "淮安")


def test_the_list_of_runs_says_how_many_of_each_class(run, client_of):
    assert "A 2 · B 4 · C 4" in client_of("leader").get(reverse("runs:runs")).content.decode()


def test_without_runs_the_list_says_what_to_do_first(client_of):
    assert not Run.objects.exists()
    assert "选择评价办法和年度开展评价" in client_of("analyst").get(reverse("runs:runs")).content.decode()
