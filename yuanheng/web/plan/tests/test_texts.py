"""A plan is handed in, read, settled; nothing of its text is lost or changed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from yuanheng.web.base import jobs
from yuanheng.web.base.models import AuditEntry, Job
from yuanheng.web.plan.models import Plan, PlanTarget
from yuanheng.web.plan.offers import MANUAL, BindingError
from yuanheng.web.plan.pages.text import text_page
from yuanheng.web.plan.tests.zone import TEXT, bind, bureau, counting, make_plan

QIDONG = Path(__file__).resolve().parents[4].parent / "shared" / "plans" / "qidong-2021.txt"


def test_a_pasted_plan_becomes_targets_commitments_and_an_outline(client_of, cast):
    client = client_of("analyst")
    answer = client.post(reverse("plan:new"), {"title": "计划", "text": TEXT.replace("\n", "\r\n"), "year": ""})
    plan = Plan.objects.get()
    assert answer.status_code == 302
    assert "解读" in client.get(answer.url).content.decode()
    jobs.run(str(Job.objects.for_target(plan).get().pk))
    plan.refresh_from_db()
    assert (plan.year, plan.text, [o["title"] for o in plan.outline if o["level"] == 1]) == (
        2021, TEXT, ["招商引资", "经济运行"],
    )  # fmt: skip
    assert [int(t.value) if t.value is not None else None for t in plan.targets.all()] == [6, 10, 7 * 10**9, 25, None]
    assert all(plan.text[t.start : t.end] == t.quote for t in plan.targets.all())
    page = client.get(answer.url).content.decode()
    assert "plan-mark-proposed" in page and "健全驻外联络制度" in page
    assert AuditEntry.objects.filter(action="plan.plan.handed_in").exists()


def test_the_segments_of_the_page_are_the_whole_text(cast):
    plan = make_plan(cast["analyst"])
    segments = text_page(plan).segments
    assert "".join(s.text for s in segments) == plan.text
    assert all(plan.text[s.at : s.at + len(s.text)] == s.text for s in segments)
    ids = [s.anchor for s in segments if s.anchor]
    assert len(ids) == len(set(ids))
    assert {f"t-{t.pk}" for t in plan.targets.all()} <= set(ids)


@pytest.mark.parametrize("change", [{"text": "别的"}, {"text_hash": "0" * 64}])
def test_the_text_of_a_plan_never_changes_once_it_is_kept(cast, change):
    plan = make_plan(cast["analyst"])
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**change)


def test_a_scanned_pdf_is_told_and_nothing_is_kept_of_it(client_of, cast):
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    file = SimpleUploadedFile("扫描件.pdf", out.getvalue())
    client = client_of("analyst")
    url = client.post(reverse("plan:new"), {"title": "扫描", "file": file}).url
    job = Job.objects.for_target(Plan.objects.get()).get()
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert "扫描件" in job.problem and not PlanTarget.objects.exists()
    assert "没有保存任何目标" in client.get(url).content.decode()


def test_a_word_file_is_read_as_its_text(client_of, cast):
    from docx import Document

    document, out = Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(out)
    client_of("analyst").post(
        reverse("plan:new"), {"title": "文件", "file": SimpleUploadedFile("计划.docx", out.getvalue())}
    )
    plan = Plan.objects.get()
    jobs.run(str(Job.objects.for_target(plan).get().pk))
    assert plan.targets.count() == 5


def test_neither_or_both_of_file_and_text_are_refused_in_the_form(client_of):
    client = client_of("analyst")
    assert client.post(reverse("plan:new"), {"title": "空"}).status_code == 422
    both = {"title": "两个", "text": "正文", "file": SimpleUploadedFile("a.txt", b"x")}
    assert client.post(reverse("plan:new"), both).status_code == 422
    assert (
        client.post(reverse("plan:new"), {"title": "旧", "file": SimpleUploadedFile("a.doc", b"x")}).status_code == 422
    )
    assert not Plan.objects.exists()


def test_one_click_confirms_the_proposal_with_its_owner_and_filters(client_of, cast):
    with counting({}):
        plan = make_plan(cast["analyst"])
        target = plan.targets.first()
        answer = client_of("analyst").post(reverse("plan:confirm", args=[target.pk]), headers={"HX-Request": "true"})
        assert answer.status_code == 200 and "撤销" in answer.content.decode()
        target.refresh_from_db()
        assert (target.state, target.tally, target.filters["amount_min_yuan"]) == (
            "confirmed",
            "test.signed",
            "1000000000",
        )
        assert target.owner_bureau == bureau("investment") and target.owner_post.holder == cast["promoter"]


def test_a_proposal_without_a_tally_is_confirmed_as_reported_by_hand(cast):
    target = make_plan(cast["analyst"]).targets.get(kind="milestone")
    assert bind(target, cast["analyst"]).tally == MANUAL


def test_tiers_that_do_not_nest_end_where_the_next_one_of_the_sentence_begins(cast):
    with counting({}):
        plan = make_plan(cast["analyst"])
        low = plan.targets.get(value=10)
        made = bind(low, cast["analyst"], filters={"amount_min_yuan": "100000000", "nested": False})
        assert made.filters["amount_below_yuan"] == "1000000000"
        top = bind(
            plan.targets.get(value=6), cast["analyst"], filters={"amount_min_yuan": "1000000000", "nested": False}
        )
        assert "amount_below_yuan" not in top.filters


def test_firms_cannot_measure_yuan(cast):
    with counting({}, code="test.firms", unit="家"):
        target = make_plan(cast["analyst"]).targets.get(unit="元")
        with pytest.raises(BindingError, match="单位相同"):
            bind(target, cast["analyst"], tally="test.firms", filters={})


def test_what_is_no_target_is_set_aside_and_comes_back_by_undo(client_of, cast):
    client, target = client_of("analyst"), make_plan(cast["analyst"]).targets.first()
    client.post(reverse("plan:dismiss", args=[target.pk]), {"reason": "口号"})
    target.refresh_from_db()
    assert (target.state, target.reason) == ("dismissed", "口号")
    client.post(reverse("plan:undo", args=[target.pk]))
    target.refresh_from_db()
    assert (target.state, target.reason) == ("proposed", "")


def test_a_span_chosen_in_the_text_becomes_a_target(client_of, cast):
    plan = make_plan(cast["analyst"])
    client, start = client_of("analyst"), plan.text.index("健全驻外联络制度")
    url = reverse("plan:add", args=[plan.pk])
    form = client.get(url, {"start": start, "end": start + 8})
    assert "健全驻外联络制度" in form.content.decode()
    given = {"start": start, "end": start + 8, "subject": "联络制度", "kind": "milestone", "deadline": "2021-06-30"}
    answer = client.post(url, given)
    made = plan.targets.get(by_hand=True)
    assert answer.url == reverse("plan:bind", args=[made.pk])
    assert (made.quote, made.deadline, made.section_title) == ("健全驻外联络制度", date(2021, 6, 30), "招商引资")
    assert client.post(url, {**given, "end": len(plan.text) + 9}).status_code == 422
    assert client.post(url, {**given, "kind": "count"}).status_code == 422


def test_another_tally_shows_its_own_filters_and_is_confirmed_with_them(client_of, cast):
    with counting({}):
        target = make_plan(cast["analyst"]).targets.first()
        client, url = client_of("analyst"), reverse("plan:bind", args=[target.pk])
        assert "金额不低于" in client.get(url, {"tally": "test.signed"}).content.decode()
        assert "金额不低于" not in client.get(url, {"tally": MANUAL}).content.decode()
        given = {
            "subject": "签约", "tally": "test.signed", "owner_bureau": str(bureau("economy").pk), "rhythm": "monthly",
            "measured_year": 2021, "forecast": "pace", "f_amount_min_yuan": "500000000", "f_nested": "yes",
        }  # fmt: skip
        assert client.post(url, given).status_code == 302
        target.refresh_from_db()
        assert (target.filters, target.adds_up) == ({"amount_min_yuan": "500000000", "nested": True}, False)


def test_all_proposals_with_a_tally_are_confirmed_at_once_and_the_rest_wait(client_of, cast):
    with counting({}):
        plan = make_plan(cast["analyst"])
        named = [t.pk for t in plan.targets.all() if t.proposal["tally"]]
        client_of("analyst").post(reverse("plan:confirm_all", args=[plan.pk]))
        assert set(plan.targets.filter(state="confirmed").values_list("pk", flat=True)) == set(named)


@pytest.mark.skipif(not QIDONG.exists(), reason="the shared plan texts are not beside this checkout")
def test_the_plan_of_qidong_shows_six_sections_and_every_target_in_its_place(cast):
    plan = make_plan(cast["analyst"], text=QIDONG.read_text(), year=None)
    assert plan.year == 2021 and plan.targets.count() >= 40
    assert len([o for o in plan.outline if o["level"] == 1]) == 6
    assert len([o for o in plan.outline if o["lead"]]) == 19
    assert "".join(s.text for s in text_page(plan).segments) == plan.text


def test_every_link_of_a_chain_is_proposed_what_its_first_link_names(cast):
    text = "测试区2021年计划\n\n力争年内新增应税销售50亿元以上企业不少于1家、30亿元以上企业不少于1家、5亿元以上企业不少于3家。\n"
    plan = make_plan(cast["analyst"], text=text)
    proposed = [(t.proposal["tally"], int(t.proposal["filters"]["amount_min_yuan"])) for t in plan.targets.all()]
    assert proposed == [("enterprises.passed_sales", size * 10**8) for size in (50, 30, 5)]


def test_another_measure_in_the_same_sentence_takes_nothing_over(cast):
    text = "测试区2021年计划\n\n力争新认定高企不少于12家,科技型中小企业入库600家,应税销售增长20%,物价涨幅3%左右。\n"
    tallies_of = {t.subject: t.proposal["tally"] for t in make_plan(cast["analyst"], text=text).targets.all()}
    assert "qualifications.high_tech" in tallies_of.values()
    assert not any(tally for subject, tally in tallies_of.items() if "中小" in subject or "物价" in subject)
