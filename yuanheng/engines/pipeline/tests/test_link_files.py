"""Tables of records and registers in the forms in which offices keep them."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from yuanheng.engines.errors import ProblemsError
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
    counts = link_files(records, register, out=tmp_path / "links.parquet")
    rows = pq.read_table(tmp_path / "links.parquet").to_pylist()
    assert counts == {"auto": 2}
    assert [(r["rec_id"], r["right_id"]) for r in rows] == [("R1", "E1"), ("R2", "E2")]


def test_a_register_with_chinese_headers_is_read_as_the_ledger_reads_it(tmp_path):
    records = write(tmp_path / "records.csv", RECORD_HEADER, RECORDS)
    register = write(tmp_path / "register.csv", ("企业名称", "统一社会信用代码"), [(f[1], "") for f in FIRMS])
    assert link_files(records, register, out=tmp_path / "links.parquet")["auto"] >= 1


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
