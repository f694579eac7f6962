"""Bringing a register in: shown first, then all or nothing, and repeatable."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from yuanheng.engines.identities import check_character
from yuanheng.web.base import moment
from yuanheng.web.enterprises.actions.imports import confirm_import
from yuanheng.web.enterprises.models import Enterprise, FormerName, ImportState

from .walk_samples import SHEET, previewed, sheet

CODE = "91320681MA1M00001" + check_character("91320681MA1M00001")


def _confirm(made, by):
    return confirm_import(made, by=by, at=moment.now())


@pytest.fixture
def there(cast):
    """The two firms of the sheet are in the register."""
    _confirm(previewed(cast["clerk"]), cast["clerk"])
    return Enterprise.objects.get(code="Q1")


def test_nothing_reaches_the_register_before_it_is_confirmed(cast):
    made = previewed(cast["clerk"])
    assert (made.state, made.new, made.changed, made.same) == (ImportState.PREVIEW, 2, 0, 0)
    assert not Enterprise.objects.exists()
    _confirm(made, cast["clerk"])
    assert Enterprise.objects.count() == 2


def test_the_same_sheet_again_changes_nothing(cast, there):
    again = previewed(cast["clerk"])
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    _confirm(again, cast["clerk"])
    assert Enterprise.objects.count() == 2
    assert there.events.count() == 1


def test_a_renamed_firm_keeps_its_old_name_and_is_found_by_it(cast, there):
    made = previewed(cast["clerk"], SHEET.replace("启东宏达机械", "启东宏达智能装备"))
    assert (made.new, made.changed, made.same) == (0, 1, 1)
    _confirm(made, cast["clerk"])
    there.refresh_from_db()
    assert there.name == "启东宏达智能装备制造有限公司"
    assert FormerName.objects.get().name == "启东宏达机械制造有限公司"
    assert list(Enterprise.objects.matching("宏达机械")) == [there]


def test_an_empty_cell_never_erases_what_is_known(cast, there):
    _confirm(previewed(cast["clerk"], SHEET.replace("汇龙镇", "")), cast["clerk"])
    there.refresh_from_db()
    assert there.town == "汇龙镇"


def test_a_code_that_is_another_firms_is_a_problem_and_that_row_is_left_out(cast):
    header = "企业编号,企业名称,统一社会信用代码\n"
    _confirm(previewed(cast["clerk"], f"{header}Q1,启东甲机械有限公司,{CODE}\nQ2,启东乙机械有限公司,\n"), cast["clerk"])
    assert Enterprise.objects.get(code="Q1").uscc == CODE
    made = previewed(cast["clerk"], f"{header}Q2,启东乙机械有限公司,{CODE}\n")
    assert [p["kind"] for p in made.problems] == ["uscc_of_another"]
    assert (made.new, made.changed) == (0, 0)


def test_a_sheet_without_a_header_is_refused_with_what_to_do(cast):
    made = previewed_or_refused(cast["clerk"], "1,2,3\n4,5,6\n")
    assert made.state == ImportState.REFUSED
    assert made.problems[0]["advice"]


def previewed_or_refused(by, text, *, name="名录.csv"):
    """As the task does."""
    from yuanheng.web.base import jobs
    from yuanheng.web.base.models import Job
    from yuanheng.web.enterprises.actions.imports import create_import

    made = create_import(by=by, given=sheet(text, name))
    jobs.run(str(Job.objects.for_target(made).get().pk))
    made.refresh_from_db()
    return made


def test_an_import_is_confirmed_once(client_of, cast, there):
    made = previewed(cast["clerk"])
    _confirm(made, cast["clerk"])
    answer = client_of("clerk").post(reverse("enterprises:confirm_import", args=[made.pk]), follow=True)
    assert "需要时重新上传名录" in answer.content.decode()


def test_a_discarded_sheet_leaves_the_register_alone(client_of, cast):
    made = previewed(cast["clerk"])
    client_of("clerk").post(reverse("enterprises:discard_import", args=[made.pk]))
    assert not Enterprise.objects.exists()
    made.refresh_from_db()
    assert made.state == ImportState.DISCARDED


def test_the_neighbouring_bureau_cannot_confirm(client_of, cast):
    made = previewed(cast["clerk"])
    assert client_of("neighbour").post(reverse("enterprises:confirm_import", args=[made.pk])).status_code == 404
    assert not Enterprise.objects.exists()


def test_the_preview_names_each_change(client_of, cast, there):
    made = previewed(cast["clerk"], SHEET.replace("汇龙镇", "近海镇"))
    said = client_of("clerk").get(reverse("enterprises:import", args=[made.pk])).content.decode()
    assert "汇龙镇</span> → 近海镇" in said


REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "qidong_enterprises_1978_2004.csv"


@pytest.mark.skipif(not REAL.exists(), reason="the real register is not beside this checkout (../shared/data)")
def test_the_real_register_comes_in_whole_and_a_second_time_changes_nothing(cast):
    made = previewed(cast["clerk"], REAL.read_bytes().decode("utf-8-sig"))
    assert (made.new, made.changed, made.same) == (1081, 0, 0)
    _confirm(made, cast["clerk"])
    assert Enterprise.objects.count() == 1081
    assert Enterprise.objects.exclude(old_registration="").count() >= 43
    again = previewed(cast["clerk"], REAL.read_bytes().decode("utf-8-sig"))
    assert (again.new, again.changed, again.same) == (0, 0, 1081)


def test_a_hostile_sheet_is_refused_in_the_readers_child(cast):
    made = previewed_or_refused(cast["clerk"], "PK\x03\x04 not an archive", name="名录.xlsx")
    assert made.state == ImportState.REFUSED
    assert made.problems[0]["kind"] == "refused_file"
