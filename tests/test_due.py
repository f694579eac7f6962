"""`yuanheng due`: the date, the days counted, what moved it, and the exit code."""

from __future__ import annotations

import subprocess
import sys

import pytest


def due(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yuanheng.cli", "due", *words], capture_output=True, text=True, check=False
    )


def test_it_prints_the_date_the_days_and_what_moved_it():
    done = due("--from", "2026-02-10", "--days", "20")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == ["到期日 2026-03-16(周一)", "计 20 个工作日"]
    assert "· 2026-02-16 至 2026-02-23 春节放假,顺延 6 个工作日(依据国办发明电〔2025〕7号)" in lines


def test_it_counts_a_stop_and_an_extension():
    done = due("--from", "2026-02-10", "--days", "20", "--suspend", "2026-02-25..2026-03-04", "--extend", "10")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == ["到期日 2026-04-09(周四)", "计 30 个工作日"]


def test_it_says_when_a_date_is_provisional():
    done = due("--from", "2026-12-20", "--days", "20")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "到期日 2027-01-15(周五)【暂定】"
    assert "尚未公布" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2026-02-30", "--days", "20"),
        ("--from", "2026-02-10", "--days", "-1"),
        ("--from", "2026-02-10"),
        ("--from", "2026-02-10", "--days", "20", "--suspend", "2026-02-25"),
        ("--from", "2026-02-10", "--days", "20", "--suspend", "2026-03-04..2026-02-25"),
        ("--from", "2026-02-10", "--days", "20", "--extend", "0"),
    ],
)
def test_a_wrong_call_exits_with_2(words: tuple[str, ...]):
    assert due(*words).returncode == 2


def test_a_calendar_that_is_not_there_or_is_wrong_exits_with_1(tmp_path):
    assert due("--from", "2026-02-10", "--days", "20", "--calendar", "mars").returncode == 1
    wrong = tmp_path / "w.yaml"
    wrong.write_text(
        "name: w\nlabel: w\nsource: {document: w, sureness: K}\nyears:\n"
        "  2024: {source: {document: w}, off: []}\n  2026: {source: {document: w}, off: []}\n",
        encoding="utf-8",
    )
    done = due("--from", "2026-02-10", "--days", "20", "--calendar", str(wrong))
    assert done.returncode == 1
    assert "缺 2025 年" in done.stderr
    assert "w.yaml › 第 6 行" in done.stderr
