"""The command `yuanheng`: a public interface. Exit 0 all well, 1 problems to look at, 2 the call is wrong."""

from __future__ import annotations

import datetime
import sys
import zoneinfo
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from yuanheng import __version__
from yuanheng.cli_plan import plan_app
from yuanheng.engines.errors import Problem, YuanhengError

app = typer.Typer(
    name="yuanheng",
    help="园衡:部门报表进,讲得清的评价出。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(plan_app, name="plan")
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)
SHOWN_PROBLEMS = 40
SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="显示版本")] = False) -> None:
    if version:
        out.print(__version__)
        raise typer.Exit


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="写到哪个文件夹")],
    firms: Annotated[int, typer.Option(min=30, help="企业数,至少 30(一个故事一家)")] = 600,
    seed: Annotated[int, typer.Option(help="随机种子;同一种子写出同样的文件")] = 2021,
    small: Annotated[bool, typer.Option("--small", help="只要 30 家,供试用和测试")] = False,
    projects: Annotated[int | None, typer.Option(min=1, help="招商项目数;不给则 180 个,小园区 60 个")] = None,
) -> None:
    """写出虚构的示范园区:名录、各部门报表和招商项目库。"""
    from yuanheng.demo import generate

    summary = generate(folder, firms=30 if small else firms, seed=seed, projects=projects)
    out.print(str(summary))


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="报表、文件夹或 .zip", exists=True)],
    to: Annotated[Path, typer.Option("--out", help="数据项写到哪个 .parquet")],
    year: Annotated[int | None, typer.Option(help="报表未写年份时按哪一年;不给则按今年")] = None,
    problems: Annotated[Path | None, typer.Option(help="问题清单写到哪个 .xlsx")] = None,
    marked: Annotated[Path | None, typer.Option(help="把标注了问题的报表副本写到哪个文件夹")] = None,
) -> None:
    """读部门报表,得到带出处的数据项。"""
    from yuanheng.engines.pipeline import read_to_parquet

    with _progress() as bar:
        done = read_to_parquet(
            files,
            year=year or datetime.datetime.now(tz=SHANGHAI).year,
            out=to,
            problems_to=problems,
            marked_to=marked,
            progress=_teller(bar, "读报表"),
        )
    out.print(f"读了 {done.files} 个文件,得到 {done.facts:,} 个数据项,写到 {to}")
    _finish(done.problems)


@app.command()
def link(
    records: Annotated[Path, typer.Argument(help="记录:rec_id, name, uscc, address, source", exists=True)],
    register: Annotated[Path, typer.Argument(help="名录", exists=True)],
    to: Annotated[Path, typer.Option("--out", help="归户结果写到哪个 .parquet")],
    decisions: Annotated[Path | None, typer.Option(help="已认定的归户(rec_id, right_id),照旧不变", exists=True)] = None,
) -> None:
    """把部门记录归到名录里的企业。"""
    from yuanheng.engines.pipeline import link_files

    with _progress() as bar:
        tell = _teller(bar, "归户")
        done = link_files(
            records, register, out=to, decisions=decisions, progress=lambda done, total: tell("归户", done, total)
        )
    counts = done.counts
    out.print(f"自动归户 {counts['auto']:,},待核 {counts['review']:,},名录中没有 {counts['none']:,};写到 {to}")
    for note in done.notes:
        out.print(f"注意:{note}", style="yellow")


@app.command()
def score(
    table: Annotated[Path, typer.Argument(help="宽表:一行一家企业,一列一个指标口径", exists=True)],
    scheme: Annotated[str, typer.Option(help="评价办法的名称或 .yaml 文件")],
    to: Annotated[Path, typer.Option("--out", help="结果写到哪个文件夹")],
    benchmark_table: Annotated[Path | None, typer.Option(help="上一年的宽表,基准值取上年时要用", exists=True)] = None,
    engine: Annotated[str, typer.Option(help="duckdb、local[*] 或 spark://主机:端口")] = "duckdb",
    on: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="评价基准日,判断投产年限时要用")
    ] = None,
) -> None:
    """按评价办法给宽表里的企业打分、分档。"""
    from yuanheng.engines.pipeline import score_table

    run = score_table(
        table, scheme=scheme, out=to, benchmark_table=benchmark_table, engine=engine, on=on.date() if on else None
    )
    _print_classes(run.class_counts)
    _print_warnings(run.warnings)
    out.print(f"结果写到 {to}")


@app.command()
def evaluate(
    register: Annotated[Path, typer.Option(help="企业名录", exists=True)],
    sheets: Annotated[Path, typer.Option(help="部门报表所在的文件夹", exists=True)],
    scheme: Annotated[str, typer.Option(help="评价办法的名称或 .yaml 文件")],
    year: Annotated[int, typer.Option(help="评价年度")],
    to: Annotated[Path, typer.Option("--out", help="结果写到哪个文件夹")],
    engine: Annotated[str, typer.Option(help="duckdb、local[*] 或 spark://主机:端口")] = "duckdb",
) -> None:
    """一次走完:读报表、归户、算指标、打分。"""
    from yuanheng.engines.pipeline import evaluate_folder

    with _progress() as bar:
        done = evaluate_folder(
            register=register,
            sheets=sheets,
            scheme=scheme,
            year=year,
            out=to,
            engine=engine,
            progress=_teller(bar, "评价"),
        )
    out.print(
        f"读了 {done.files} 个文件、{done.facts:,} 个数据项;"
        f"归户 {done.links['auto']:,} 条,待核 {done.links['review'] + done.links['none']:,} 条"
    )
    _print_classes(done.class_counts)
    _print_warnings(done.warnings)
    out.print(f"结果写到 {to};用 yuanheng explain {to} 企业名称 看一家企业的来龙去脉")
    _finish(done.problems)


@app.command()
def explain(
    folder: Annotated[Path, typer.Argument(help="evaluate 写出的文件夹", exists=True)],
    subject: Annotated[str, typer.Argument(help="企业编号、信用代码或名称")],
) -> None:
    """把一家企业的档次从名次讲到单元格。"""
    from yuanheng.engines.pipeline import explain_folder

    out.print(explain_folder(folder, subject), markup=False)


@app.command()
def due(
    start: Annotated[datetime.datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="受理日,当日不计")],
    days: Annotated[int, typer.Option(min=0, help="时限,工作日")],
    suspend: Annotated[
        list[str] | None, typer.Option(help="暂停计时的起止日,都不计入:2026-02-25..2026-03-04;可给多次")
    ] = None,
    extend: Annotated[list[int] | None, typer.Option(min=1, help="延期的工作日数;可给多次")] = None,
    calendar: Annotated[str, typer.Option(help="工作日历的名称或 .yaml 文件")] = "china",
) -> None:
    """算到期日:数工作日,并说出是什么推动了它。"""
    from yuanheng.engines.calendars import load_calendar
    from yuanheng.engines.procedures import due_date

    spans = [_span(text) for text in suspend or ()]
    answer = due_date(start.date(), days, spans, extend or (), calendar=load_calendar(calendar))
    out.print(
        f"到期日 {answer.on.isoformat()}(周{'一二三四五六日'[answer.on.weekday()]}){'【暂定】' * answer.provisional}"
    )
    out.print(f"计 {answer.counted} 个工作日")
    for move in answer.moves:
        out.print(f"· {move}", markup=False)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="没有数据时装入示范园区")] = False,
) -> None:
    """在一台机器上启动数据库、网站和后台作业。"""
    from yuanheng.web.site.serve import main as serve_main

    raise typer.Exit(serve_main(host=host, port=port, demo=demo))


def main() -> None:
    """Entry point: errors of ours print as where, found, expected, what to do, and exit 1."""
    try:
        app()
    except YuanhengError as error:
        found = getattr(error, "problems", (error.problem,))
        _finish(found)
    except KeyboardInterrupt:
        sys.exit(130)


def _span(text: str) -> tuple[datetime.date, datetime.date]:
    """`A..B` as two days; anything else is a wrong call."""
    first, _, last = text.partition("..")
    try:
        span = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    except ValueError:
        raise typer.BadParameter(f"{text!r} 应写作 2026-02-25..2026-03-04", param_hint="--suspend") from None
    if span[1] < span[0]:
        raise typer.BadParameter(f"{text!r} 的止日早于起日", param_hint="--suspend")
    return span


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn(),
        console=err, transient=True,
    )  # fmt: skip


def _teller(bar: Progress, what: str):  # type: ignore[no-untyped-def]
    task = bar.add_task(what, total=None)

    def tell(sentence: str, done: int, total: int) -> None:
        bar.update(task, description=sentence, completed=done, total=total or None)

    return tell


def _print_classes(counts: dict[str, dict[str, int]]) -> None:
    grades = list(dict.fromkeys(g for row in counts.values() for g in row))
    table = Table("组别", *grades, "合计")
    for group, row in counts.items():
        table.add_row(group, *(str(row.get(g, 0)) for g in grades), str(sum(row.values())))
    out.print(table)


def _print_warnings(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        err.print(f"注意:{warning}", markup=False)


def _finish(problems: tuple[Problem, ...]) -> None:
    """List the problems and leave with 1 when there are any."""
    for problem in problems[:SHOWN_PROBLEMS]:
        err.print(f"[{problem.kind}] {problem}", markup=False)
    if len(problems) > SHOWN_PROBLEMS:
        err.print(f"…… 还有 {len(problems) - SHOWN_PROBLEMS} 个问题,见问题清单")
    if problems:
        err.print(f"共 {len(problems)} 个问题待处理")
        sys.exit(1)


if __name__ == "__main__":
    main()
