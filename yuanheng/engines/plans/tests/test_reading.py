"""A whole plan: offsets, outline, commitments, year, and the annotated plans where they are at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.plans import extract

PLANS = Path(__file__).resolve().parents[5] / "shared" / "plans"
needs_plans = pytest.mark.skipif(not PLANS.is_dir(), reason="the annotated plans are not beside the repository")
PIECES = [
    *re.split(
        " ",
        "力争全年新签约亿元以上项目60个 其中10亿元以上项目12个 增长7%-7.5% 年底前建成投用 (1000万美元以上) “十四五”末",
    ),
    *re.split(
        " ", ", 。 ; 、 ● 一、 (一) 分别达到 均 双“150” 零的突破 全覆盖 前三位 1/0 2021年13月45日 每月召开1次 亿元"
    ),
    *re.split(" ", "以上 其中 | % 第 翻 至 0 x ’ 一、二季度 10日 前九个月 从5% 提高到6%"),
    *("\n", "\n\n", " ", "\u3000", "\r", "9" * 30, "万" * 9),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.none() | st.integers(1990, 2090))
def test_whatever_the_text_a_quote_is_the_text_at_its_place(text: str, year: int | None) -> None:
    reading = extract(text, year=year)
    for target in reading.targets:
        assert target.quote == text[target.start : target.end] != ""
        assert target.parent is None or 0 <= target.parent < len(reading.targets)
        assert (target.kind == "milestone") == (target.comparator is None)
        assert (target.deadline is None) == (target.deadline_basis is None)
    for commitment in reading.commitments:
        assert commitment.quote == text[commitment.start : commitment.end]
        assert all(i < len(reading.targets) for i in commitment.targets)
    for item in reading.outline:
        assert 0 <= item.start < item.end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40))
def test_a_line_break_inside_a_word_changes_no_target(position: int) -> None:
    whole = "我们将加快推进项目建设,全年力争新开工亿元以上项目不少于17个,其中10亿元以上重大项目不少于8个。"
    broken = whole[: position + 10] + "\n\n" + whole[position + 10 :]
    before, after = extract(whole, year=2021).targets, extract(broken, year=2021).targets
    if broken[position + 9] in "。":
        return
    assert [(t.value, t.unit, t.filter, t.parent) for t in after] == [
        (t.value, t.unit, t.filter, t.parent) for t in before
    ]
    assert all(t.quote == broken[t.start : t.end] for t in after)


def test_a_given_year_that_the_text_contradicts_is_warned_of() -> None:
    reading = extract("园区2021年度工作计划\n2021年力争签约项目5个。", year=2022)
    assert reading.year == 2022
    assert "2021" in reading.warnings[0]


def test_without_any_year_the_end_of_the_year_has_no_date() -> None:
    reading = extract("力争年内投产企业超过80家。")
    assert reading.targets[0].deadline is None
    assert "没有年份" in reading.warnings[0]


def test_the_year_of_a_review_and_plan_is_the_plans() -> None:
    assert extract("市商务局2023年工作总结和2024年工作计划\n力争新签约项目5个。").year == 2024


def test_a_text_without_targets_says_so() -> None:
    assert "没有读出" in extract("会议强调了安全生产的重要性。", year=2021).warnings[0]


def test_a_review_section_reports_and_a_plan_section_promises() -> None:
    text = (
        "一、2023年主要工作完成情况\n(一)成果丰硕。全年新签约亿元以上项目126个,新增规上企业46家。\n"
        "二、2024年工作计划\n1.聚焦招商。新签约亿元以上项目150个。"
    )
    assert [int(t.value or 0) for t in extract(text, year=2024).targets] == [150]


def test_a_row_of_a_table_takes_its_subject_from_the_cell_before() -> None:
    (target,) = extract("1 | 新增规上工业企业 | 20家以上 | 经发局 | 11月底", year=2025).targets
    assert (target.subject, target.deadline.isoformat() if target.deadline else "") == (
        "新增规上工业企业",
        "2025-11-30",
    )


def test_full_width_signs_read_as_half_width_ones() -> None:
    (target,) = extract("力争全年签约重大项目(1000万美元以上)5个。", year=2021).targets
    assert target.filter["amount_min_usd"] == 10_000_000


@needs_plans
def test_the_qidong_plan_has_six_sections_and_nineteen_lead_sentences() -> None:
    outline = extract((PLANS / "qidong-2021.txt").read_text(encoding="utf-8")).outline
    assert [sum(not o.lead for o in outline), sum(o.lead for o in outline)] == [6, 19]


@needs_plans
def test_every_promising_sentence_of_the_qidong_plan_is_a_commitment() -> None:
    text = (PLANS / "qidong-2021.txt").read_text(encoding="utf-8")
    reading = extract(text)
    covered = set().union(*(range(c.start, c.end) for c in reading.commitments))
    leads = {o.title for o in reading.outline if o.lead}
    body = text[text.index("●") :]
    missing = [
        s
        for line in body.replace("\n\n", "").split("●")
        for s in line.split("。")[1:]
        if s and s not in leads and not any(text.find(s[:8]) in covered for _ in (0,))
    ]
    assert missing == []


@needs_plans
@pytest.mark.parametrize(("name", "found", "whole"), [("gold-qidong", 1.0, 0.97), ("gold-dev", 0.95, 0.90)])
def test_the_annotated_plans_are_read_as_well_as_the_issue_asks(
    name: str, found: float, whole: float, tmp_path: Path
) -> None:
    told = tmp_path / "told.jsonl"
    with told.open("w", encoding="utf-8") as out:
        for line in (PLANS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            plan = json.loads(line)
            reading = extract(plan["text"], year=plan["year"])
            out.write(json.dumps({"id": plan["id"], **reading.to_dict()}, ensure_ascii=False) + "\n")
    scored = subprocess.run(
        [sys.executable, str(PLANS / "score_plan.py"), str(PLANS / f"{name}.jsonl"), str(told)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    score = json.loads(scored.stdout)
    assert score["found"] >= found
    assert score["whole"] >= whole


def test_points_under_a_report_of_last_year_report_and_those_under_a_plan_promise() -> None:
    text = (
        "东湖区2021年工作情况和2022年打算\n2021年,全区完成投资320亿元,增长8.2%。\n一是招商成效明显。引进500强项目2个。\n"
        "二是项目推进有力。开工项目42个,竣工31个。\n2022年,我区将抓好以下工作:\n一是再掀招商热潮。引进亿元项目45个。\n"
        "二是狠抓项目落地。开工项目50个,竣工40个。"
    )
    assert [int(t.value or 0) for t in extract(text, year=2022).targets] == [45, 50, 40]


def test_a_headline_of_last_year_does_not_set_the_tense_of_what_follows() -> None:
    text = "高新区2022年产值突破1300亿元\n1月17日,高新区举办新闻发布会。\n2023年,高新区将聚焦重点工作。\n新增规上企业15家。"
    assert [int(t.value or 0) for t in extract(text, year=2023).targets] == [15]


def test_parts_in_brackets_have_the_count_before_them_as_their_whole() -> None:
    targets = extract("新增规上企业20家(工业12家、服务业8家)。", year=2023).targets
    assert [(int(t.value or 0), t.parent) for t in targets] == [(20, None), (12, 0), (8, 0)]
