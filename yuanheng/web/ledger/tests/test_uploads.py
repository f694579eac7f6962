"""Handing files in: who sees them, what the same file twice does, what a withdrawal does."""

from __future__ import annotations

import pyarrow as pa
import pytest
from django.urls import reverse

from yuanheng.web.base import files, jobs, moment
from yuanheng.web.base.models import AuditEntry, Job
from yuanheng.web.ledger.actions.readings import note_repeat
from yuanheng.web.ledger.actions.uploads import withdraw_upload
from yuanheng.web.ledger.copying import _values
from yuanheng.web.ledger.models import Fact, FileState, ProblemRow, Reading, Record, Upload, UploadState
from yuanheng.web.ledger.snapshots import active_facts

from .making import FIRM, firm, given, read_upload, tax_sheet, upload_of, uploaded


def _page(client_of, key, upload):
    return client_of(key).get(reverse("ledger:upload", args=[upload.pk]))


def test_a_clerk_hands_several_files_in_and_a_job_is_left_to_read_them(client_of, cast):
    answer = client_of("clerk").post(
        reverse("ledger:new_upload"),
        {"files": [given("a\n", "一.csv"), given("b\n", "二.csv")], "year": 2021, "note": "六月"},
    )
    upload = Upload.objects.get()
    assert answer.headers["Location"] == reverse("ledger:upload", args=[upload.pk])
    assert [f.name for f in upload.files.all()] == ["一.csv", "二.csv"]
    assert Job.objects.for_target(upload).unfinished().count() == 1
    assert files.path_of(upload.files.first().stored).read_bytes() == b"a\n"


def test_a_file_that_is_no_sheet_is_refused_before_anything_is_kept(client_of, cast):
    answer = client_of("clerk").post(
        reverse("ledger:new_upload"), {"files": [given("x", "照片.jpg"), given("", "空.csv")], "year": 2021}
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "照片.jpg" in said
    assert "空.csv" in said
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("key", "status"),
    [("clerk", 200), ("analyst", 200), ("leader", 200), ("auditor", 200), ("neighbour", 404), ("administrator", 403)],
)
def test_an_upload_is_seen_by_its_bureau_and_by_those_who_see_the_zone(client_of, cast, key, status):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "", "12.5"))
    assert _page(client_of, key, upload).status_code == status


def test_only_those_who_may_see_the_job_watch_its_bar(client_of, cast):
    upload = upload_of(cast["clerk"])
    assert "hx-get" in _page(client_of, "clerk", upload).content.decode().split('id="content"')[1]
    assert "hx-get" not in _page(client_of, "leader", upload).content.decode().split('id="content"')[1]


def test_a_file_is_found_in_the_search_box_by_those_who_may_see_it(client_of, cast):
    upload_of(cast["clerk"], given("a\n", "税务局六月.csv"))
    url = reverse("base:search_box")
    assert "税务局六月.csv" in client_of("clerk").get(url, {"q": "六月"}).content.decode()
    assert "税务局六月.csv" not in client_of("neighbour").get(url, {"q": "六月"}).content.decode()


def test_a_stranger_is_sent_to_sign_in(client_of, cast):
    assert _page(client_of, "stranger", upload_of(cast["clerk"])).headers["Location"].startswith("/account/login/")


def test_the_neighbouring_bureau_cannot_withdraw(client_of, cast):
    upload = upload_of(cast["clerk"])
    answer = client_of("neighbour").post(reverse("ledger:withdraw", args=[upload.pk]), {"why": "x"})
    assert answer.status_code == 404
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING


def test_a_leader_reads_but_does_not_withdraw(client_of, cast):
    upload = upload_of(cast["clerk"])
    assert client_of("leader").post(reverse("ledger:withdraw", args=[upload.pk]), {"why": "x"}).status_code == 403


def test_facts_keep_the_cell_they_came_from_and_the_exact_amount(cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    fact = Fact.objects.get(measure="tax_paid")
    assert (fact.amount, fact.unit, fact.cell, fact.raw) == (125000, "yuan", "C2", "12.5")
    assert fact.file == "税务局_2021年税收.csv"


def test_problems_come_with_where_found_expected_and_what_to_do(client_of, cast):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "9132068", "12.5"))
    problem = ProblemRow.objects.get(kind="bad_uscc")
    assert all((problem.where, problem.found, problem.expected, problem.advice))
    said = _page(client_of, "clerk", upload).content.decode()
    assert problem.found in said
    assert "代码有误" in said


def test_the_same_file_twice_changes_nothing_and_says_so(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "", "12.5"))
    before = Fact.objects.count(), Record.objects.count(), Reading.objects.count()
    again = upload_of(cast["clerk"], given(tax_sheet((FIRM, "", "12.5"))))
    assert note_repeat(again.files.get())
    read_upload(again)
    assert (Fact.objects.count(), Record.objects.count(), Reading.objects.count()) == before
    assert again.files.get().state == FileState.REPEATED
    assert "没有改变任何数据" in _page(client_of, "clerk", again).content.decode()


def test_another_bureaus_name_is_not_told_where_a_file_repeats_theirs(client_of, cast):
    firm()
    uploaded(cast["neighbour"], (FIRM, "", "12.5"))
    again = upload_of(cast["clerk"], given(tax_sheet((FIRM, "", "12.5"))))
    note_repeat(again.files.get())
    said = _page(client_of, "clerk", again).content.decode()
    assert "已由其他部门上报" in said
    assert cast["neighbour"].posts.get().organisation.name not in said.split('id="content"')[1]


def test_a_withdrawn_upload_counts_no_more_but_stays(client_of, cast):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "", "12.5"))
    assert active_facts().count() == 1
    client_of("clerk").post(reverse("ledger:withdraw", args=[upload.pk]), {"why": "报错了月份"})
    assert active_facts().count() == 0
    assert Fact.objects.count() == 1
    assert AuditEntry.objects.filter(action="ledger.upload.withdrawn").exists()


def test_a_withdrawal_needs_a_reason(client_of, cast):
    upload = upload_of(cast["clerk"])
    assert client_of("clerk").post(reverse("ledger:withdraw", args=[upload.pk]), {"why": ""}).status_code == 422
    upload.refresh_from_db()
    assert upload.withdrawn_at is None


def test_a_repeat_takes_the_place_of_the_upload_that_is_withdrawn(cast):
    firm()
    first = uploaded(cast["clerk"], (FIRM, "", "12.5"))
    second = upload_of(cast["neighbour"], given(tax_sheet((FIRM, "", "12.5"))))
    note_repeat(second.files.get())
    withdraw_upload(first, by=cast["clerk"], why="更正", at=moment.now())
    assert second.files.get().state == FileState.WAITING
    read_upload(second)
    assert active_facts().get().reading.file.upload == second


def test_a_file_that_is_read_twice_by_accident_is_stored_once(cast):
    firm()
    upload = uploaded(cast["clerk"], (FIRM, "", "12.5"))
    read_upload(upload)
    assert Fact.objects.count() == 1
    assert Reading.objects.count() == 1


def test_a_hostile_file_is_refused_and_the_rest_of_the_upload_is_read(cast):
    firm()
    upload = upload_of(
        cast["clerk"], given("<html><script>x</script></html>", "假.xls"), given(tax_sheet((FIRM, "", "12.5")))
    )
    job = Job.objects.for_target(upload).get()
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == "succeeded", job.problem
    states = {f.name: f.state for f in upload.files.all()}
    assert states == {"假.xls": FileState.REFUSED, "税务局_2021年税收.csv": FileState.READ}
    assert ProblemRow.objects.get(kind="refused_file").advice
    assert Fact.objects.count() == 1


def test_the_members_of_an_archive_are_read_and_their_cells_shown(client_of, cast):
    import zipfile
    from io import BytesIO

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("税务局_2021年1月.csv", tax_sheet((FIRM, "", "1")))
        archive.writestr("税务局_2021年2月.csv", tax_sheet((FIRM, "", "2")))
    packed.seek(0)
    packed.name = "转发.zip"
    firm()
    upload = upload_of(cast["clerk"], packed)
    jobs.run(str(Job.objects.for_target(upload).get().pk))
    assert sorted(r.member for r in Reading.objects.all()) == ["税务局_2021年1月.csv", "税务局_2021年2月.csv"]
    fact = Fact.objects.get(period="2021-02")
    said = client_of("clerk").get(reverse("ledger:fact", args=[fact.pk])).content.decode()
    assert "yh-sheet-target" in said


def test_a_zero_byte_in_a_text_is_shown_and_does_not_stop_the_file():
    column = pa.array(["汇\x00龙", None, "北新"]).dictionary_encode()
    assert _values(column, text=True) == ["汇\ufffd龙", "", "北新"]


def test_the_marked_copy_is_a_workbook_with_the_problem_in_it(client_of, cast):
    firm()
    uploaded(cast["clerk"], (FIRM, "9132068", "12.5"))
    answer = client_of("clerk").get(reverse("ledger:marked_copy", args=[Reading.objects.get().pk]))
    content = b"".join(answer.streaming_content)
    assert content[:2] == b"PK"
    assert AuditEntry.objects.filter(action="ledger.marked_copy.downloaded").count() == 1


def test_a_note_that_looks_like_a_formula_is_neutral_in_the_export(client_of, cast):
    upload_of(cast["clerk"], note="=cmd|' /C calc'!A0")
    said = b"".join(client_of("clerk").get(reverse("ledger:uploads"), {"export": "csv"})).decode("utf-8-sig")
    assert "'=cmd" in said


def test_the_list_takes_the_same_number_of_queries_for_one_upload_and_for_ten(
    client_of, cast, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of("clerk")
    upload_of(cast["clerk"])
    client.get(reverse("ledger:uploads"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("ledger:uploads"))
    for _ in range(9):
        upload_of(cast["clerk"])
    with CaptureQueriesContext(connection) as ten:
        client.get(reverse("ledger:uploads"))
    assert len(ten) == len(one)
