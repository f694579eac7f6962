import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.identities import check_character
from yuanheng.engines.ledger.register import read_register

DATA = Path(__file__).parents[4].parent / "shared" / "data"
CODE = "91320681MA1000000" + check_character("91320681MA1000000")


def sheet(tmp_path, rows, name="名录.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def test_the_header_is_found_by_its_words_below_a_title(tmp_path):
    path = sheet(tmp_path, [
        ["启东经济开发区企业名录"], [],
        ["序号", "社会信用代码", "单位名称", "曾用名", "是否规上", "公用事业", "投产时间", "注册资本"],
        [1, CODE.lower(), "启东恒达机械有限公司", "恒达厂|恒达社", "是", "否", datetime.datetime(2019, 6, 30), "50(万美元)"],
    ])  # fmt: skip
    reading = read_register(path)
    (firm,) = reading.register
    assert reading.problems == ()
    assert (firm.id, firm.uscc, firm.scale, firm.utility) == (CODE, CODE, "规上", False)
    assert firm.former_names == ("恒达厂", "恒达社")
    assert firm.production_on == datetime.date(2019, 6, 30)
    assert (firm.capital, firm.capital_currency) == (Decimal(500_000), "usd")


def test_a_firm_with_a_wrong_code_is_kept_and_the_code_is_a_problem_with_its_cell(tmp_path):
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    path = sheet(tmp_path, [["企业名称", "信用代码"], ["甲公司", wrong]])
    reading = read_register(path)
    assert [f.uscc for f in reading.register] == [""]
    assert [(p.kind, p.cell) for p in reading.problems] == [("bad_uscc", "B2")]


def test_two_rows_of_one_firm_are_a_problem_not_two_firms(tmp_path):
    path = sheet(tmp_path, [["企业名称", "信用代码"], ["甲公司", CODE], ["甲公司(新)", CODE]])
    reading = read_register(path)
    assert len(reading.register) == 1
    assert [(p.kind, p.cell) for p in reading.problems] == [("duplicate_row", "A3")]


def test_an_unknown_answer_is_unknown_not_no(tmp_path):
    path = sheet(tmp_path, [["企业名称", "规模", "公用事业"], ["甲公司", "待定", ""]])
    (firm,) = read_register(path).register
    assert (firm.scale, firm.utility) == ("", None)


def test_an_impossible_date_is_a_problem_not_a_date(tmp_path):
    path = sheet(tmp_path, [["企业名称", "成立日期"], ["甲公司", "2019-02-31"]])
    reading = read_register(path)
    assert next(iter(reading.register)).founded_on is None
    assert [(p.kind, p.cell) for p in reading.problems] == [("unreadable_date", "B2")]


def test_a_sheet_without_a_name_column_says_what_it_looked_for(tmp_path):
    with pytest.raises(ProblemsError) as caught:
        read_register(sheet(tmp_path, [["甲", "乙"], [1, 2]]))
    assert caught.value.problems[0].kind == "no_header"


def test_a_csv_in_gb18030_is_a_register_too(tmp_path):
    (tmp_path / "r.csv").write_bytes("企业名称,地址\n启东恒达机械有限公司,汇龙镇1号\n".encode("gb18030"))
    (firm,) = read_register(tmp_path / "r.csv").register
    assert firm.address == "汇龙镇1号"


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real data is not beside this checkout")
def test_the_real_register_of_qidong_loads_whole():
    reading = read_register(DATA / "qidong_enterprises_1978_2004.csv")
    firms = list(reading.register)
    assert len(firms) == 1081
    assert sum(1 for f in firms if f.uscc) == 1038
    assert sum(1 for f in firms if f.old_registration) == 43
    assert {f.capital_currency for f in firms} == {"yuan", "usd", ""}
    assert reading.problems == ()
