"""The run made in June, the correction made in August: June's print stays to the byte, today's stands beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import Job
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.actions.life import Happening, record_event, withdraw_event
from yuanheng.web.enterprises.touches import touched_by
from yuanheng.web.ledger.actions.corrections import correct_fact
from yuanheng.web.ledger.models import Fact
from yuanheng.web.ledger.restating import restated_facts
from yuanheng.web.ledger.tests.making import firm, uploaded
from yuanheng.web.runs import actions
from yuanheng.web.runs.frozen_register import read_register_file
from yuanheng.web.runs.models import Run
from yuanheng.web.runs.schemes import offered

NAMES = ("启东宏达机械制造有限公司", "南通远洋船舶配套有限公司", "启东恒通电子科技有限公司", "启东金桥纺织有限公司")
JUNE, AUGUST = (datetime(2022, month, 10, 9, tzinfo=SHANGHAI) for month in (6, 8))


@pytest.fixture
def june(cast, db):
    """Four firms with last year's tax, as the tax bureau sent it in June, and a run of that day."""
    firms = [firm(name, f"E{place}", scale="规上", status="存续") for place, name in enumerate(NAMES)]
    with moment.as_if(JUNE):
        uploaded(cast["clerk"], *((f.name, "", str(10 * (place + 1))) for place, f in enumerate(firms)))
    return firms, run_on(JUNE, cast["analyst"])


def run_on(at: datetime, by, **how) -> Run:
    """Started and computed on that day."""
    from yuanheng.web.base import jobs

    with moment.as_if(at):
        run = actions.start_run(by=by, scheme=offered("huaian-2024"), year=2021, at=at, **how)
        jobs.run(str(Job.objects.for_target(run).get().pk))
    run.refresh_from_db()
    assert run.finished
    return run


def corrected(firm_, by, amount: int, at: datetime = AUGUST):
    """The firm's tax put right."""
    fact = Fact.objects.get(subject_name=firm_.name, measure="tax_paid")
    return correct_fact(fact, amount=Decimal(amount), why="重复申报", document="启税函〔2022〕8号", by=by, at=at)


def test_junes_print_stays_to_the_byte_and_todays_stands_beside_it_with_the_reason(cast, client_of, june):
    firms, run = june
    analyst = client_of("analyst")
    printed = analyst.get(reverse("runs:run", args=[run.pk]), {"export": "csv"}).content
    kept = {name: (run.folder / name).read_bytes() for name in run.files}
    corrected(firms[0], cast["clerk"], 900_000)
    waiting = analyst.get(reverse("runs:reprint", args=[run.pk])).content.decode()
    assert "还没有用今天的数据算过" in waiting and "不一致" not in waiting

    today = run_on(AUGUST, cast["analyst"])
    assert {name: (run.folder / name).read_bytes() for name in run.files} == kept
    assert analyst.get(reverse("runs:run", args=[run.pk]), {"export": "csv"}).content == printed
    said = analyst.get(reverse("runs:reprint", args=[run.pk])).content.decode()
    assert str(today) in said and "不一致" not in said
    assert "入库税收 10.00 → 90.00 万元:更正(启税函〔2022〕8号:重复申报)" in said
    assert "自身数据未变:其他企业的变动移动了基准或名次" in said
    assert "10.00 → 90.00" not in client_of("clerk").get(reverse("runs:reprint", args=[run.pk])).content.decode()

    again = run_on(AUGUST, cast["analyst"], known_on=date(2022, 6, 30))
    assert again.snapshot.content_hash == run.snapshot.content_hash != today.snapshot.content_hash
    assert again.files["results.parquet"] == run.files["results.parquet"] != today.files["results.parquet"]


def test_a_correction_lists_the_grades_it_touches_old_beside_new_and_what_was_handed_out(cast, client_of, june):
    firms, run = june
    with moment.as_if(JUNE):
        client_of("analyst").get(reverse("runs:run", args=[run.pk]), {"export": "xlsx"})
    row = corrected(firms[0], cast["clerk"], 900_000)
    change = restated_facts(Fact.objects.filter(pk=row.fact_id), at=AUGUST)
    assert (change.enterprises, change.years) == ((firms[0].pk,), (2021,))
    found = dict(touched_by(cast["analyst"], change))
    (grade,) = found["已公布的类别"]
    assert "第 4 名" in grade.stated and grade.now == ""
    (handed,) = found["导出过的结果"]
    assert "4 行" in handed.stated
    run_on(AUGUST, cast["analyst"])
    (grade,) = dict(touched_by(cast["analyst"], change))["已公布的类别"]
    assert "第 1 名" in grade.now and grade.differs and "第 4 名" in grade.stated
    page = client_of("analyst").get(reverse("ledger:correction", args=[row.pk])).content.decode()
    assert grade.stated in page and grade.now in page and "评价结果" in page


def test_a_firm_away_on_the_day_of_evaluation_is_so_in_the_frozen_register_as_known(cast, june):
    firms, run = june
    moved = Happening(kind="moved_out", happened_on=date(2021, 5, 20), document="迁移通知〔2021〕3号")
    later = Happening(kind="moved_out", happened_on=date(2022, 3, 1), document="迁移通知〔2022〕1号")
    event = record_event(firms[1], moved, by=cast["clerk"], at=AUGUST)
    record_event(firms[2], later, by=cast["clerk"], at=AUGUST)

    def statuses(run: Run) -> list[str]:
        from yuanheng.web.base import files

        known = read_register_file(files.path_of(run.snapshot.register)).by_id
        return [known[str(f.pk)].status for f in firms[:3]]

    today = run_on(AUGUST, cast["analyst"])
    assert statuses(run) == ["存续", "存续", "存续"]  # nobody knew in June
    assert statuses(today) == ["存续", "迁出", "存续"]  # the third was still there on 31 December 2021
    assert statuses(run_on(AUGUST, cast["analyst"], known_on=date(2022, 6, 30))) == ["存续", "存续", "存续"]
    withdraw_event(event, by=cast["clerk"], at=AUGUST.replace(day=20), why="登记错了企业")
    assert statuses(run_on(AUGUST.replace(day=21), cast["analyst"])) == ["存续", "存续", "存续"]


def test_a_scheme_that_leaves_out_firms_away_on_its_day_has_no_grade_for_them(cast, june):
    import pyarrow as pa

    from yuanheng.engines.scoring import load_scheme, run_scheme
    from yuanheng.web.runs.schemes import scheme_file

    firms, _ = june
    text = offered("huaian-2024").text.replace(
        "exclude:\n", "exclude:\n  - label: 年末已迁出\n    where: {column: status, is: 迁出}\n"
        "    source: {document: 演示, sureness: K}\n", 1,
    )  # fmt: skip
    same = {"uscc": "", "scale": "规上"} | dict.fromkeys(("land_area", "taxable_sales", "energy_tce"), Decimal(9))
    rows = [
        {"subject_id": str(f.pk), "subject_name": f.name, "tax_paid": Decimal(9), "status": status, **same}
        for f, status in zip(firms, ("存续", "迁出", "存续", "存续"), strict=True)
    ]
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        scheme = load_scheme(scheme_file(text, Path(folder), name="with-leaving"))
        found = run_scheme(scheme, pa.Table.from_pylist(rows), on=date(2021, 12, 31)).results.to_pylist()
    by_id = {row["subject_id"]: row for row in found}
    gone = by_id.get(str(firms[1].pk))
    assert gone is None or not gone["grade"]
    assert by_id[str(firms[0].pk)]["grade"]
