"""Which texts in the firm column are firms."""

from __future__ import annotations

import pytest

from yuanheng.engines.ledger.rowkinds import FACT, is_column_numbers, label_kind, name_kind


@pytest.mark.parametrize(
    "name",
    [
        "启东市海工机械有限公司",
        "启东市合计算机有限公司",
        "总计量仪器厂",
        "张三",
        "汇龙镇老张五金店",
        "平均律乐器行",
        "启东小计划文化传媒中心",
        "其中堂药业有限公司"[2:],
        "江苏省农垦集团",
        "1.启东甲公司",
        "注册会计师事务所",
        "说明书印刷厂",
        "启东镇海机械厂",
        "个人独资企业张记",
    ],
)
def test_a_firm_is_a_firm(name: str) -> None:
    assert name_kind(name) == FACT


@pytest.mark.parametrize(
    "name",
    [
        "合计",
        "总  计",
        "小计",
        "汇龙镇小计",
        "全区合计",
        "合计(15户)",
        "22家企业合计",
        "本页合计",
        "平均",
        "户均",
        "其中:规上企业",
        "一、汇龙镇",
        "(二)北新镇",
        "汇龙镇",
        "开发区",
        "空置",
        "待招租",
        "—",
        "",
        "填表人:张三",
        "注:数据为入库数",
        "上年同期",
        "同比增长%",
        "年度目标",
        "A类企业",
        "规模以上工业企业",
        "甲",
        "12",
    ],
)
def test_what_is_no_firm_never_counts(name: str) -> None:
    assert name_kind(name) != FACT


def test_a_label_left_of_the_name_makes_the_row_a_total() -> None:
    assert label_kind("合计") == "total"
    assert label_kind("汇龙镇小计") == "subtotal"
    assert label_kind("汇龙镇") == ""
    assert label_kind("91320681MA1X2Y3Z4K") == ""


def test_column_numbers_are_seen() -> None:
    assert is_column_numbers(["甲", "乙", "1", "2", "3=1+2"])
    assert is_column_numbers(["(1)", "(2)", "(3)"])
    assert not is_column_numbers(["1", "启东市甲公司", "2"])
