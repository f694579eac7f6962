"""Hostile files: each is refused clearly or read safely, within seconds, and the rest of the upload goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from yuanheng.engines.ledger import FileReading, Limits, read_files, read_workbook, write_problems

from .hostile import HOSTILE, REFUSED, good_bytes

pytestmark = pytest.mark.xdist_group("hostile")  # what is costly to make is made in one worker

SECONDS = 20.0


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[FileReading, float]]:
    """All hostile files in one upload, an honest one last."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for number, (file, build, _) in enumerate(HOSTILE.values()):
        place = folder / f"{number:02d}"
        place.mkdir()
        build(place / file)
        paths.append(place / file)
    honest = folder / "好.xlsx"
    honest.write_bytes(good_bytes())
    found: dict[str, tuple[FileReading, float]] = {}
    names, begin = [*HOSTILE, "honest"], time.monotonic()
    for reading in read_files([*paths, honest], year=2021, jobs=1):
        found[names[len(found)]] = (reading, time.monotonic() - begin)
        begin = time.monotonic()
    return found


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_refused_or_read_safely(name: str, outcomes: dict[str, tuple[FileReading, float]]) -> None:
    reading, seconds = outcomes[name]
    outcome = HOSTILE[name][2]
    assert reading.refused == (outcome == REFUSED)
    assert seconds < SECONDS
    if reading.refused:
        assert reading.fact_count == 0
        (problem,) = reading.problems
        assert problem.kind == "refused_file" and problem.found and problem.expected and problem.advice


def test_a_refusal_is_said_in_chinese(outcomes: dict[str, tuple[FileReading, float]]) -> None:
    known = "MB GB UTF GBK Excel Word HTML XML DTD MHT PDF RTF Office xlsx xls ods csv xlsb RAR ZIP zip"
    allowed = set(known.split(" "))
    for name, (reading, _) in outcomes.items():
        for problem in reading.problems if reading.refused else ():
            said = " ".join((problem.found, problem.expected, problem.advice))
            assert set(re.findall(r"[A-Za-z]{2,}", said)) <= allowed, (name, said)


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("more_lines_than_a_sheet_has", "1100001 行", "行"),
        ("one_long_text_in_very_many_cells", "文字", "MB"),
        ("two_parts_of_one_name", "重名", ""),
        ("a_zip_bomb", "压缩比", "压缩比"),
        ("sixteen_thousand_columns_in_csv", "列", "列"),
        ("an_absurd_dimension_that_is_true", "1048576 行", "单元格"),
    ],
)
def test_a_refusal_names_the_bound_that_was_passed(
    name: str, found: str, expected: str, outcomes: dict[str, tuple[FileReading, float]]
) -> None:
    (problem,) = outcomes[name][0].problems
    assert found in problem.found and expected in problem.expected


def test_numbers_beyond_all_bounds_are_problems_of_their_cells(outcomes: dict[str, tuple[FileReading, float]]) -> None:
    reading = outcomes["numbers_beyond_all_bounds"][0]
    assert reading.fact_count == 1
    assert [(p.kind, p.cell) for p in reading.problems] == [("unreadable_number", f"B{r}") for r in range(3, 8)]


@pytest.mark.parametrize(
    "name", ["an_xlsx_named_xls", "an_xls_named_xlsx", "an_absurd_dimension", "a_reversed_dimension"]
)
def test_what_is_only_named_or_declared_wrongly_is_read(
    name: str, outcomes: dict[str, tuple[FileReading, float]]
) -> None:
    assert outcomes[name][0].fact_count == 1 and not outcomes[name][0].problems


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "空.xlsx"
    folder.mkdir()
    (reading,) = read_files([folder], year=2021)
    assert reading.refused and "空文件夹" in reading.problems[0].found


def test_a_long_text_in_few_cells_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [["企业名称", "税收(元)", "备注"], ["启东市甲公司", 5, "长" * 32_000], ["启东市乙公司", 6, None]]:
        book.active.append(row)
    book.save(tmp_path / "税.xlsx")
    assert read_workbook(tmp_path / "税.xlsx", year=2021).fact_count == 2


def test_an_honest_file_after_all_of_them_is_read(outcomes: dict[str, tuple[FileReading, float]]) -> None:
    assert len(outcomes) == len(HOSTILE) + 1
    assert outcomes["honest"][0].fact_count == 1


def test_the_rest_of_an_upload_goes_on_after_refusals(tmp_path: Path) -> None:
    for name in ("an_absurd_dimension_that_is_true", "html_saved_as_xls", "a_cell_at_the_far_corner"):
        file, build, _ = HOSTILE[name]
        build(tmp_path / f"1{file}")
    (tmp_path / "2好.xlsx").write_bytes(good_bytes())
    readings = list(read_files([tmp_path], year=2021))
    assert [r.refused for r in readings] == [True, True, True, False]
    assert readings[-1].fact_count == 1


def test_a_file_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    file, build, _ = HOSTILE["many_empty_formatted_rows"]
    build(tmp_path / file)
    reading = read_workbook(tmp_path / file, year=2021, limits=Limits(seconds=0.05))
    assert reading.refused and "秒" in reading.problems[0].found


def test_a_file_that_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    file, build, _ = HOSTILE["a_shared_strings_bomb"]
    build(tmp_path / file)
    limits = Limits(memory=500 * 2**20, strings_size=2**30, inflation_ratio=10**6)
    reading = read_workbook(tmp_path / file, year=2021, limits=limits)
    assert reading.refused and "内存" in reading.problems[0].found


def test_the_parent_stays_small_over_a_bomb(tmp_path: Path) -> None:
    file, build, _ = HOSTILE["a_shared_strings_bomb"]
    build(tmp_path / file)
    code = (
        "import sys\nfrom yuanheng.engines.ledger import read_files\nreadings = list(read_files([sys.argv[1]], year=2021))\n"
        "assert readings[0].refused\n"
        "print(next(int(l.split()[1]) // 1024 for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / file)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 200


def test_a_symbolic_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "外.csv"
    outside.write_text("企业名称,税收(元)\n甲公司,5\n", encoding="utf-8")
    folder = tmp_path / "上传"
    folder.mkdir()
    os.symlink(outside, folder / "链接.csv")
    (reading,) = read_files([folder], year=2021)
    assert reading.refused and "链接" in reading.problems[0].found


def test_formula_like_text_is_neutralised_in_the_list_of_problems(tmp_path: Path) -> None:
    source = tmp_path / "公式.csv"
    source.write_text("企业名称,税收(元)\n甲公司,=cmd|' /C calc'!A0\n", encoding="utf-8")
    reading = read_workbook(source, year=2021)
    out = tmp_path / "问题.csv"
    write_problems([reading], out)
    assert "'=cmd" in out.read_text(encoding="utf-8-sig")


def test_names_of_zip_members_in_gbk_are_read(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "微信.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("XXXX.xlsx")
        archive.writestr(info, good_bytes())
    data = path.read_bytes().replace(b"XXXX.xlsx", "税收".encode("gbk") + b".xlsx")
    path.write_bytes(data)
    (reading,) = read_files([path], year=2021)
    assert reading.file == "税收.xlsx" and reading.fact_count == 1
