"""`yuanheng plan extract`: one JSON line a document, warnings and problems apart."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from yuanheng.cli_plan import plan_app
from yuanheng.engines.errors import ProblemsError

SENTENCE = "力争全年签约亿元以上项目10个。"


def run(*arguments: str) -> tuple[int, str, BaseException | None]:
    result = CliRunner().invoke(plan_app, ["extract", *arguments])
    return result.exit_code, result.stdout, result.exception


def test_it_prints_a_text_file_as_one_json_line(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    code, out, _ = run(str(path), "--year", "2021")
    (line,) = out.splitlines()
    target = json.loads(line)["targets"][0]
    assert (code, target["value"], target["filter"], target["deadline"]) == (
        0,
        10,
        {"amount_min_yuan": 10**8},
        "2021-12-31",
    )


def test_it_prints_a_line_for_each_document_and_its_own_year(tmp_path: Path) -> None:
    path = tmp_path / "plans.jsonl"
    lines = [{"id": "a", "text": SENTENCE, "year": 2019}, {"id": "b", "text": SENTENCE, "year": None}]
    path.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines) + "\n\n", encoding="utf-8")
    _, out, _ = run(str(path))
    told = [json.loads(x) for x in out.splitlines()]
    assert [(t["id"], t["targets"][0]["deadline"]) for t in told] == [("a", "2019-12-31"), ("b", None)]


def test_it_goes_on_behind_a_bad_line_and_names_it_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "plans.jsonl"
    path.write_text('{"text": 5}\n{broken\n' + json.dumps({"text": SENTENCE, "year": 2021}), encoding="utf-8")
    _, out, problem = run(str(path))
    assert len(out.splitlines()) == 1
    assert isinstance(problem, ProblemsError)
    assert [p.cell for p in problem.problems] == ["L1", "L2"]


def test_it_shows_a_table_in_units_that_people_use(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text("力争实现应税销售达70亿元。", encoding="utf-8")
    _, out, _ = run(str(path), "--year", "2021", "--format", "table")
    assert "70 亿元" in "".join(out.split("\n"))
