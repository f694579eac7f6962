"""Tables of records and registers in the forms in which offices keep them."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.identities import check_character
from yuanheng.engines.pipeline import link_files

FIRMS = [
    ("E1", "启东恒达机械制造有限公司", "", "启东市汇龙镇人民中路1188号", "启东市农机二厂|启东恒大机械厂"),
    ("E2", "启东鑫鹏海洋工程装备有限公司", "", "启东市寅阳镇船舶路1号", ""),
]
RECORDS = [("R1", "启东市农机二厂", "", "", "power"), ("R2", "启东鑫鹏海洋工程\n装备有限公司", "", "", "tax")]
FIRM_HEADER = ("id", "name", "uscc", "address", "former_names")
RECORD_HEADER = ("rec_id", "name", "uscc", "address", "source")


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.table({h: [r[i] for r in rows] for i, h in enumerate(header)}), path)
    elif path.suffix == ".csv":
        lines = [",".join(f'"{cell}"' for cell in row) for row in (header, *rows)]
        path.write_text("\n".join(lines), "utf-8-sig")
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate((header, *rows)):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
def test_every_kind_of_table_gives_the_same_links(tmp_path, kind):
    records = write(tmp_path / f"records.{kind}", RECORD_HEADER, RECORDS)
    register = write(tmp_path / f"register.{kind}", FIRM_HEADER, FIRMS)
    counts = link_files(records, register, out=tmp_path / "links.parquet").counts
    rows = pq.read_table(tmp_path / "links.parquet").to_pylist()
    assert counts == {"auto": 2}
    assert [(r["rec_id"], r["right_id"]) for r in rows] == [("R1", "E1"), ("R2", "E2")]


def test_a_register_with_chinese_headers_is_read_as_the_ledger_reads_it(tmp_path):
    records = write(tmp_path / "records.csv", RECORD_HEADER, RECORDS)
    register = write(tmp_path / "register.csv", ("企业名称", "统一社会信用代码"), [(f[1], "") for f in FIRMS])
    assert link_files(records, register, out=tmp_path / "links.parquet").counts["auto"] >= 1


def test_what_stood_before_stands(tmp_path):
    records = write(tmp_path / "records.csv", RECORD_HEADER, RECORDS)
    register = write(tmp_path / "register.csv", FIRM_HEADER, FIRMS)
    stood = write(tmp_path / "stood.csv", ("rec_id", "right_id"), [("R1", "E2")])
    link_files(records, register, out=tmp_path / "links.parquet", decisions=stood)
    assert pq.read_table(tmp_path / "links.parquet").to_pylist()[0]["right_id"] == "E2"


def test_a_second_run_writes_the_same_bytes(tmp_path):
    records = write(tmp_path / "records.csv", RECORD_HEADER, RECORDS)
    register = write(tmp_path / "register.csv", FIRM_HEADER, FIRMS)
    link_files(records, register, out=tmp_path / "a.parquet")
    link_files(records, register, out=tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_table_without_its_columns_says_which(tmp_path):
    records = write(tmp_path / "records.csv", ("who", "what"), [("a", "b")])
    register = write(tmp_path / "register.csv", FIRM_HEADER, FIRMS)
    with pytest.raises(ProblemsError, match="没有 rec_id、name 列"):
        link_files(records, register, out=tmp_path / "links.parquet")


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
def test_headers_may_be_written_in_any_case_and_width(tmp_path, kind):
    records = write(tmp_path / f"records.{kind}", (" Rec_ID", "NAME", "ＵＳＣＣ", "Address ", "source"), RECORDS)
    register = write(tmp_path / f"register.{kind}", ("ID", "Name", "uscc", "ADDRESS", "Former_Names"), FIRMS)
    assert link_files(records, register, out=tmp_path / "links.parquet").counts == {"auto": 2}


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
def test_columns_that_may_be_missing_are_and_those_that_must_be_are_named(tmp_path, kind):
    records = write(tmp_path / f"records.{kind}", RECORD_HEADER[:2], [r[:2] for r in RECORDS])
    register = write(tmp_path / f"register.{kind}", FIRM_HEADER[:2], [f[:2] for f in FIRMS])
    found = link_files(records, register, out=tmp_path / "links.parquet")
    assert sum(found.counts.values()) == 2
    nameless = write(tmp_path / f"nameless.{kind}", ("rec_id", "firm"), [("R1", "x")])
    with pytest.raises(ProblemsError, match="没有 name 列"):
        link_files(nameless, register, out=tmp_path / "links.parquet")


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
def test_tables_with_a_header_and_no_rows_are_answered(tmp_path, kind):
    records = write(tmp_path / f"records.{kind}", RECORD_HEADER, [])
    register = write(tmp_path / f"register.{kind}", FIRM_HEADER, [])
    assert not link_files(records, register, out=tmp_path / "a.parquet").counts
    some = write(tmp_path / f"some.{kind}", RECORD_HEADER, RECORDS)
    assert link_files(some, register, out=tmp_path / "b.parquet").counts == {"none": 2}


def test_an_empty_file_and_one_that_is_no_table_are_refused_by_name(tmp_path):
    register = write(tmp_path / "register.csv", FIRM_HEADER, FIRMS)
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(ProblemsError, match="文件是空的"):
        link_files(tmp_path / "empty.csv", register, out=tmp_path / "links.parquet")
    (tmp_path / "broken.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(ProblemsError, match=r"broken\.xlsx"):
        link_files(tmp_path / "broken.xlsx", register, out=tmp_path / "links.parquet")


def test_errors_of_the_files_themselves_are_told_and_nothing_is_dropped(tmp_path):
    one, other = (code + check_character(code) for code in ("91320681138411661", "91320681138383126"))
    records = [
        ("R1", FIRMS[0][1], one, "", "tax"),
        ("R1", FIRMS[0][1], one, "", "tax"),  # the same row twice
        ("R2", FIRMS[1][1], one, "", "tax"),  # two firms with one code
        ("R3", FIRMS[0][1], other, "", "tax"),  # one firm with two codes
        ("R4", "", "", "", "tax"),
    ]
    firms = [
        ("E1", FIRMS[0][1], one, "", ""),
        ("E1", "启东市农机二厂", one, "", ""),  # one id, two names
        ("E2", FIRMS[1][1], one, "", ""),  # another's code
        ("E3", FIRMS[0][1], one[:-1] + ("A" if one[-1] != "A" else "B"), "", ""),  # the same name, a code that fails
    ]
    found = link_files(
        write(tmp_path / "records.csv", RECORD_HEADER, records),
        write(tmp_path / "register.csv", FIRM_HEADER, firms),
        out=tmp_path / "links.parquet",
    )
    rows = pq.read_table(tmp_path / "links.parquet").to_pylist()
    assert [r["rec_id"] for r in rows] == ["R1", "R1", "R2", "R3", "R4"]
    assert (rows[0]["right_id"], rows[2]["right_id"]) == ("E1", "E2")
    assert rows[3]["decision"] == "review", "the name of one firm under the code of nobody"
    told = "\n".join(found.notes)
    for words in ("rec_id 出现不止一次,逐行都有结果:R1", "写在两个以上名称下", "写了两个以上信用代码", "既没有名称也没有代码:R4",
                  "编号出现不止一次", "由两家以上共用,各家都列为候选", "只凭名称不会自动归户", "校验不符"):  # fmt: skip
        assert words in told, words


def test_the_command_says_what_it_did_and_what_is_wrong_by_its_exit_code(tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "yuanheng.cli", "link", *arguments]
        return subprocess.run(call, capture_output=True, text=True, encoding="utf-8")

    records = write(tmp_path / "records.csv", RECORD_HEADER, [*RECORDS, RECORDS[0]])
    register = write(tmp_path / "register.csv", FIRM_HEADER, FIRMS)
    good = run(str(records), str(register), "--out", str(tmp_path / "new" / "links.parquet"))
    assert good.returncode == 0 and "自动归户 3" in good.stdout and "逐行都有结果:R1" in good.stdout
    bad = run(str(write(tmp_path / "bad.csv", ("who",), [("a",)])), str(register), "--out", str(tmp_path / "l.parquet"))
    assert bad.returncode == 1 and "没有 rec_id、name 列" in bad.stderr
    assert run(str(tmp_path / "absent.csv"), str(register), "--out", "x").returncode == 2
    assert run(str(records)).returncode == 2
