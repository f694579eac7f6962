"""The whole zone: repeatable, quick, complete, and refused when asked for the impossible."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from yuanheng.demo import DemoError, generate, generation

from .conftest import SmallZone


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(small_zone: SmallZone, tmp_path: Path) -> None:
    generate(tmp_path, firms=30)
    assert _bytes_of(tmp_path) == _bytes_of(small_zone.summary.folder)


def test_another_seed_gives_another_zone(small_zone: SmallZone, tmp_path: Path) -> None:
    generate(tmp_path, firms=30, seed=7)
    ours, theirs = _bytes_of(tmp_path), _bytes_of(small_zone.summary.folder)
    assert ours.keys() == theirs.keys()
    assert ours["truth.parquet"] != theirs["truth.parquet"]
    assert ours["register.xlsx"] != theirs["register.xlsx"]


def test_the_number_of_processes_changes_no_byte(
    small_zone: SmallZone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "_PARALLEL_FROM_FIRMS", 30)
    monkeypatch.setattr(generation, "_MOST_PROCESSES", 2)
    monkeypatch.setattr(generation.os, "cpu_count", lambda: 2)
    generate(tmp_path, firms=30)
    assert _bytes_of(tmp_path) == _bytes_of(small_zone.summary.folder)


def test_the_smallest_zone_takes_seconds_of_work_not_minutes(tmp_path: Path) -> None:
    began = time.process_time()
    generate(tmp_path, firms=30)
    assert time.process_time() - began < 5


def test_it_writes_over_itself_but_not_among_other_peoples_sheets(small_zone: SmallZone, tmp_path: Path) -> None:
    generate(tmp_path, firms=30)
    generate(tmp_path, firms=31)
    stranger = tmp_path / "sheets" / "2021" / "别人的表.xlsx"
    stranger.write_bytes(b"not ours")
    with pytest.raises(DemoError, match="别人的表"):
        generate(tmp_path, firms=30)
    assert stranger.read_bytes() == b"not ours"


def test_the_register_is_missing_where_the_zone_was_not_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(generation, "pack", out_of_disk)
    with pytest.raises(OSError, match="space"):
        generate(tmp_path, firms=30)
    assert not (tmp_path / "register.xlsx").exists()


@pytest.mark.parametrize("firms", [0, 1, 29])
def test_fewer_firms_than_stories_are_refused(firms: int, tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="30"):
        generate(tmp_path / "zone", firms=firms)
    assert not (tmp_path / "zone").exists()


@pytest.mark.parametrize("years", [(), (2021, 2020), (2019, 2021)])
def test_years_that_do_not_follow_one_another_are_refused(years: tuple[int, ...], tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="连续"):
        generate(tmp_path / "zone", firms=30, years=years)


def test_one_year_alone_can_be_asked_for(tmp_path: Path) -> None:
    summary = generate(tmp_path, firms=30, years=(2021,))
    assert {path.parent.name for path in summary.sheets} == {"2021"}
    assert set(pq.read_table(summary.truth, columns=["year"]).column("year").to_pylist()) == {2021}


def test_about_sixty_workbooks_come_from_all_departments(small_zone: SmallZone) -> None:
    departments = {path.name.split("_")[0] for path in small_zone.summary.sheets}
    assert 55 <= small_zone.summary.workbooks <= 65
    assert departments >= {
        "税务局", "供电公司", "自然资源局", "统计局", "生态环境局", "企业申报表", "科技局", "应急管理局",
    }  # fmt: skip
    assert all(path.is_file() for path in small_zone.summary.sheets)


def test_the_summary_says_what_was_written(small_zone: SmallZone) -> None:
    text = str(small_zone.summary)
    assert "30 户企业" in text
    assert f"{small_zone.summary.workbooks} 个工作簿" in text


def test_the_list_of_problems_is_written_for_people_and_for_programs(small_zone: SmallZone) -> None:
    folder = small_zone.summary.folder
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert len(told["planted"]) == len(small_zone.summary.planted)
    text = (folder / "problems.md").read_text(encoding="utf-8")
    assert all(f"| {item.kind} |" in text for item in small_zone.summary.planted)
