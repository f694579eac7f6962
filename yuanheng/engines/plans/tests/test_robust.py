"""Any text is read: without an error, in time that grows with its length, and titles are no promises."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuanheng.engines.plans import extract

SENTENCE = "力争全年新签约亿元以上项目60个,其中10亿元以上12个;一季度开工20个、上半年开工35个,年底前全部开工。"
ALPHABET = "力争确保至少新增亿元万个家%前年月日底以上内零翻番、,。;:()“”《》|\n\r \t\u3000\xa0-—#*0123456789.０５"


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=120) | st.text(alphabet=ALPHABET, max_size=160), st.none() | st.integers(1900, 2200))
def test_no_text_is_an_error_and_spans_are_in_order(text: str, year: int | None) -> None:
    reading = extract(text, year=year)
    assert all(t.quote == text[t.start : t.end] != "" for t in reading.targets)
    assert all(0 <= c.start < c.end <= len(text) for c in reading.commitments)


@pytest.mark.parametrize(
    "unit",
    [SENTENCE, SENTENCE + "\n", "其中", "1", "一二三", "(", "“", "、和", "10个亿元以上", "分别达到1、", "至少新增" * 3],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        extract(text, year=2023)
        return time.process_time() - begun

    seconds(2_000)  # patterns are compiled
    short, long = seconds(4_000), seconds(24_000)
    assert long < 6 * 4 * max(short, 0.02), (short, long)


def test_lists_of_any_make_give_their_targets_without_their_marks() -> None:
    text = "- 新增规上企业15家\n- 完成投资**20亿元**\n* 建成标准厂房5万平方米\n1) 签约项目10个\n## 二、重点任务\n> 新引进企业8家"
    assert [t.quote for t in extract(text, year=2023).targets] == [
        "新增规上企业15家",
        "完成投资**20亿元",
        "建成标准厂房5万平方米",
        "签约项目10个",
        "新引进企业8家",
    ]


def test_spaces_that_do_not_break_and_commas_in_numbers_are_read() -> None:
    text = "力争新增规上企业\u00a015\u00a0家,完成\u3000投资\u30001.5\u3000亿元。\r\n其中工业 8,500 万元。"
    assert [int(t.value or 0) for t in extract(text, year=2023).targets] == [15, 150_000_000, 85_000_000]


@pytest.mark.parametrize(
    "title",
    ["2023年工作计划", "加快推进园区高质量发展", "全面推进乡村振兴战略实施方案", "凝心聚力促发展 砥砺前行谱新篇"],
)
def test_a_bare_title_is_no_commitment(title: str) -> None:
    assert extract(title, year=2023).commitments == ()
    reading = extract(f"{title}\n推进市场化招商机制改革,成立招商服务中心。", year=2023)
    assert [c.quote for c in reading.commitments] == ["推进市场化招商机制改革,成立招商服务中心。"]


def test_a_list_of_bare_lines_under_its_title_is_promised() -> None:
    text = "重点任务\n加快推进重点项目建设\n推进园区提档升级\n优化营商环境\n新签约项目5个。"
    assert len(extract(text, year=2023).commitments) == 4


def test_a_text_of_achievements_only_warns_and_promises_nothing() -> None:
    reading = extract("2022年,全区新签约项目60个,到位资金20亿元,同比增长12%。", year=2023)
    assert (reading.targets, reading.commitments) == ((), ())
    assert any("没有读出" in w for w in reading.warnings)


def test_an_empty_text_has_nothing_and_says_so() -> None:
    reading = extract("  \n\u3000", year=2023)
    assert (reading.targets, reading.outline, reading.commitments) == ((), (), ())
    assert reading.warnings


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("政府工作报告\n——2024年1月9日在清源市第九届人民代表大会第三次会议上\n一、2023年工作回顾\n增长6%。", 2024),
        ("产业倍增三年行动计划(2022—2024年)\n到2024年,产值突破100亿元。", 2022),
        ("青岭县“十四五”规划纲要\n到2025年,GDP达到300亿元。", 2021),
        ("一、2023年工作总结\n新签约12个。\n二、2024年工作思路\n新签约20个。", 2024),
    ],
)
def test_the_year_of_a_plan_is_found(text: str, year: int) -> None:
    assert extract(text).year == year


def test_a_given_year_that_the_text_names_is_not_doubted() -> None:
    text = "2024年政府工作报告\n一、2023年工作回顾\n2023年增长6%,2023年新增就业3万人。\n二、2024年工作\n新增就业4万人。"
    assert extract(text, year=2024).warnings == ()


def test_a_column_of_total_investment_describes_and_one_of_aims_promises() -> None:
    text = "| 项目 | 总投资 | 攻坚目标 | 责任人 |\n| 中申轨道装备 | 18.5亿元 | 11月15日前竣工 | 张敏 |"
    (target,) = extract(text, year=2022).targets
    assert (target.kind, str(target.deadline)) == ("milestone", "2022-11-15")
