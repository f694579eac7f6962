import openpyxl
import pyarrow.parquet as pq

from yuanheng.engines.pipeline import read_to_parquet, sheet_files


def workbook(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


GOOD = [["企业名称", "入库税收(万元)"], ["启东恒达机械有限公司", 12.5], ["江苏裕隆新材料有限公司", "12.3.4"]]


def test_a_refused_file_does_not_stop_the_rest_and_gets_no_marked_copy(tmp_path):
    workbook(tmp_path / "in" / "税务局2021年.xlsx", GOOD)
    (tmp_path / "in" / "坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    done = read_to_parquet(
        [tmp_path / "in"],
        year=2021,
        out=tmp_path / "f.parquet",
        problems_to=tmp_path / "p.xlsx",
        marked_to=tmp_path / "marked",
    )
    assert (done.files, done.facts) == (2, 1)
    assert {p.kind for p in done.problems} == {"refused_file", "unreadable_number"}
    assert [p.name for p in (tmp_path / "marked").iterdir()] == ["税务局2021年(已标注).xlsx"]
    assert pq.read_table(tmp_path / "f.parquet").column("value").to_pylist() == [125000.0]


def test_an_empty_folder_is_said(tmp_path):
    folder = tmp_path / "空.xlsx"
    folder.mkdir()
    read = read_to_parquet([folder], year=2021, out=tmp_path / "facts.parquet")
    assert [p.kind for p in read.problems] == ["refused_file"] and "空文件夹" in read.problems[0].found


def test_a_folder_stands_for_its_workbooks_in_the_order_of_names_without_office_lock_files(tmp_path):
    for name in ("b.xlsx", "a/c.csv", "~$b.xlsx", ".hidden.xlsx", "note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [p.name for p in sheet_files([tmp_path])] == ["c.csv", "b.xlsx"]
