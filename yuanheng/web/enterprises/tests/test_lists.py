"""A list of changes with all its problems at once; a register with errors of its own: all shown, none dropped."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.identities import check_character
from yuanheng.web.base import moment
from yuanheng.web.enterprises.actions.changelists import ChangeListError, confirm_changes, hand_in_changes
from yuanheng.web.enterprises.actions.doubts import DoubtError, settle_doubt
from yuanheng.web.enterprises.actions.imports import confirm_import
from yuanheng.web.enterprises.models import Enterprise, FormerName, LifeEvent, RegisterDoubt, Verdict

from .walk_samples import listed, previewed, sheet

HEAD = "统一代码,原名称,现名称,变更日期,文号,类型\n"


def code(number: int) -> str:
    """A code that passes its check."""
    body = f"91320681MA1M{number:05d}"
    return body + check_character(body)


def handed_in(by, *rows: str):
    """A list of changes of these rows."""
    given = sheet(HEAD + "\n".join(rows) + "\n", "变更名单.csv")
    return hand_in_changes(by=by, given=given, at=moment.now())


def test_a_list_is_recorded_whole_once_and_says_all_that_is_wrong_with_its_cells(cast, client_of, db):
    firms = [
        Enterprise.objects.create(code=f"E{n}", name=name, uscc=code(n))
        for n, name in enumerate(("启东宏达机械制造有限公司", "南通远洋船舶配套有限公司", "启东恒通电子科技有限公司"))
    ]
    rows = (
        ",启东宏达机械制造有限公司,启东宏达智能装备有限公司,2021-05-10,登记〔2021〕12号,名称变更",
        f"{code(1)},,,2021年6月1日,迁移〔2021〕3号,迁出",
        f"{code(2)},南通远洋船舶配套有限公司,,2021-07-01,注销〔2021〕9号,注销",  # the code is another firm's
        ",查无此企业有限公司,,2021-07-01,注销〔2021〕10号,注销",
        f"{code(2)},,,昨天,,改名",  # a day, a document and a kind are wrong: three problems at once
        f"{code(2)},,,2021-08-01,分立〔2021〕1号,分立",
        ",启东宏达机械制造有限公司,启东宏达智能装备有限公司,2021-05-10,登记〔2021〕12号,更名",
    )
    made = handed_in(cast["clerk"], *rows)
    said = {(p["kind"], p["cell"]) for p in made.problems}
    assert said == {
        ("code_and_name", "B4"), ("unknown_firm", "B5"), ("unreadable_date", "D6"), ("no_document", "E6"),
        ("unknown_kind", "F6"), ("kind_on_page", "F7"), ("doubled", "B8"),
    }  # fmt: skip
    assert all(p["advice"] for p in made.problems) and len(made.rows) == 2 and not LifeEvent.objects.exists()
    confirm_changes(made, by=cast["clerk"], at=moment.now())
    assert {(e.enterprise_id, e.kind, e.document) for e in LifeEvent.objects.all()} == {
        (firms[0].pk, "renamed", "登记〔2021〕12号"), (firms[1].pk, "moved_out", "迁移〔2021〕3号"),
    }  # fmt: skip
    with pytest.raises(ChangeListError):
        confirm_changes(made, by=cast["clerk"], at=moment.now())
    again = handed_in(cast["clerk"], *rows[:2])
    assert (again.rows, again.problems, again.there) == ([], [], 2)


def test_of_a_list_that_the_register_refuses_nothing_is_recorded(cast, db):
    made = listed(cast["clerk"])
    later = ",启东宏达机械制造有限公司,启东宏达科技有限公司,2021-09-10,登记〔2021〕30号,更名"
    confirm_changes(handed_in(cast["clerk"], later), by=cast["clerk"], at=moment.now())
    with pytest.raises(ProblemsError, match="先撤销较晚的更名"):
        confirm_changes(made, by=cast["clerk"], at=moment.now())
    assert LifeEvent.objects.count() == 1


REGISTER = "企业编号,企业名称,统一社会信用代码,街镇\n"


def brought_in(by, *rows: str):
    """A register sheet, confirmed."""
    return confirm_import(previewed(by, REGISTER + "\n".join(rows) + "\n"), by=by, at=moment.now())


def test_two_firms_with_one_code_one_with_two_and_doubled_rows_are_kept_for_a_person_and_asked_once(
    cast, client_of, db
):
    brought_in(cast["clerk"], f"Q1,启东甲机械有限公司,{code(1)},汇龙镇", f"Q2,启东乙机械有限公司,{code(2)},汇龙镇")
    rows = (
        f"Q1,启东甲机械有限公司,{code(7)},近海镇",  # another code for the firm
        f"Q9,启东乙机械有限公司,{code(8)},汇龙镇",  # another number and another code, the same name
        f"Q8,启东甲机械有限公司,{code(2)},汇龙镇",  # the code of one, the name of the other
        f"Q5,启东丙机械有限公司,{code(5)},汇龙镇",
        f"Q5,启东丙器械有限公司,{code(5)},近海镇",
    )
    made = previewed(cast["clerk"], REGISTER + "\n".join(rows) + "\n")
    assert len(made.problems) == 4 and (made.new, made.changed) == (1, 0)
    confirm_import(made, by=cast["clerk"], at=moment.now())
    doubts = {(d.kind, d.name): d for d in RegisterDoubt.objects.all()}
    assert sorted(doubts) == [
        ("code_taken", "启东甲机械有限公司"), ("doubled", "启东丙器械有限公司"), ("two_codes", "启东乙机械有限公司"),
        ("two_codes", "启东甲机械有限公司"),
    ]  # fmt: skip
    assert Enterprise.objects.count() == 3
    brought_in(cast["clerk"], *rows)
    assert RegisterDoubt.objects.count() == 4  # the same sheet again asks nothing new
    said = client_of("clerk").get(reverse("enterprises:doubts")).content.decode()
    assert "一家企业两个代码" in said and "两家企业一个代码" in said and "同一文件里重复" in said

    def settle(kind: str, name: str, verdict: str) -> RegisterDoubt:
        return settle_doubt(doubts[kind, name], verdict=verdict, why="已核对", by=cast["clerk"], at=moment.now())

    settle("two_codes", "启东甲机械有限公司", Verdict.SAME_NEW_CODE)
    assert Enterprise.objects.get(code="Q1").uscc == code(7)
    settle("doubled", "启东丙器械有限公司", Verdict.SAME)
    assert FormerName.objects.get().name == "启东丙器械有限公司"
    other = settle("two_codes", "启东乙机械有限公司", Verdict.OTHER).enterprise
    assert (other.code, other.uscc) == ("Q9", code(8)) and Enterprise.objects.count() == 4
    assert (
        settle("code_taken", "启东甲机械有限公司", Verdict.OTHER).enterprise.uscc is None
    )  # the code is another firm's
    with pytest.raises(DoubtError, match="尚未处理"):
        settle("code_taken", "启东甲机械有限公司", Verdict.UNUSED)
    assert not RegisterDoubt.objects.filter(verdict="").exists()


def test_twins_stay_two_firms_and_a_code_fills_in_what_was_unknown(cast, db):
    brought_in(
        cast["clerk"],
        "Q1,启东宏达机械制造有限公司,,汇龙镇",
        ",南通宏达机械制造有限公司,,海门",
        ",启东宏远机械制造有限公司,,汇龙镇",
    )
    assert Enterprise.objects.count() == 3
    brought_in(cast["clerk"], f",启东宏达机械制造有限公司,{code(1)},汇龙镇")
    assert Enterprise.objects.count() == 3 and Enterprise.objects.get(code="Q1").uscc == code(1)
    assert not RegisterDoubt.objects.exists()


def test_a_clerk_hands_a_list_in_and_the_neighbouring_bureau_does_not_reach_it(client_of, cast, db):
    Enterprise.objects.create(code="W1", name="启东宏达机械制造有限公司")
    answer = client_of("clerk").post(
        reverse("enterprises:change_lists"),
        {"file": sheet(HEAD + ",启东宏达机械制造有限公司,,2021-05-10,迁移3号,迁出\n", "变更名单.csv")},
    )
    page = answer["Location"]
    assert "将登记(1)" in client_of("clerk").get(page).content.decode()
    assert client_of("neighbour").get(page).status_code == 404
    client_of("clerk").post(f"{page}confirm/")
    assert Enterprise.objects.get().status == "迁出"
