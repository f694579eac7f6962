"""The sources: each complete, each recognised by a table of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuanheng.engines.ledger import load_sources
from yuanheng.engines.ledger.reading import read_here
from yuanheng.engines.ledger.source import Use
from yuanheng.engines.ledger.words import measure_words

from .corpus.case import A, Sheet, write_xlsx

SHEETS = {
    "tax_bureau": (["2021年入库税收(万元)"], ["纳税人名称", "增值税", "税收合计"], [A, 1, 2]),
    "power_grid": (["2021年6月用电量(度)"], ["户号", "户名", "用电量"], ["1", A, 2]),
    "land_registry": (["2021年宗地"], ["宗地编号", "权利人", "宗地面积(㎡)"], ["1", A, 2]),
    "statistics_bureau": (["2021年1-6月规上工业主要指标(千元)"], ["法人单位名称", "工业总产值", "营业收入"], [A, 1, 2]),
    "environment_bureau": (["2021年主要污染物排放"], ["排污单位", "化学需氧量(吨)", "氨氮(吨)"], [A, 1, 2]),
    "fixed_investment": (["2021年固定资产投资"], ["项目名称", "建设单位", "本年完成投资(万元)"], ["一期", A, 2]),
    "buildings": (["2021年标准厂房入驻"], ["房号", "入驻企业", "建筑面积(㎡)"], ["1", A, 2]),
    "enterprise_declaration": (["2021年企业申报表"], ["企业名称", "工业增加值(万元)", "研发费用(万元)"], [A, 1, 2]),
    "high_tech_list": (["2021年高新技术企业名单"], ["序号", "企业名称", "认定年份"], [1, A, 2020]),
    "safety_accident_list": (["2021年生产安全事故企业"], ["序号", "企业名称", "事故等级"], [1, A, "一般"]),
}


@pytest.mark.parametrize("source", list(SHEETS))
def test_a_department_is_recognised_by_its_table(source: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_xlsx([Sheet([list(r) for r in SHEETS[source]])], path)
    reading = read_here(path, year=2021)
    assert reading.source == source and reading.fact_count > 0


def test_standing_on_a_list_is_a_fact(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_xlsx([Sheet([list(r) for r in SHEETS["high_tech_list"]])], path)
    (fact,) = read_here(path, year=2021).facts.to_pylist()
    assert (fact["measure"], fact["value"], fact["unit"], fact["cell"]) == ("list_high_tech", 1.0, "flag", "B3")


def test_every_source_says_boundary_basis_use_and_rhythm() -> None:
    known = set(measure_words())
    for name, source in load_sources().items():
        assert source.boundary and source.legal_basis and source.permitted_use and source.label, name
        assert set(source.measures) | set(source.required) | set(source.names.values()) <= known, name


def test_figures_of_the_statistics_bureau_may_not_serve_grading() -> None:
    assert Use.GRADING not in load_sources()["statistics_bureau"].permitted_use
    assert Use.GRADING in load_sources()["enterprise_declaration"].permitted_use
