"""The brief, the dispatch pack and its minutes, the appraisal: each from kept readings, each explained."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.errors import ProblemsError
from yuanheng.web.plan.actions.minutes import due_date_in, read_minutes
from yuanheng.web.plan.actions.readings import take_readings
from yuanheng.web.plan.appraisal import score
from yuanheng.web.plan.briefdoc import default_template
from yuanheng.web.plan.models import BriefTemplate, SupervisedItem
from yuanheng.web.plan.policy import appraisal_rules, dispatch_rules
from yuanheng.web.plan.standing import Standing, standings
from yuanheng.web.plan.tests.zone import at, bind, bureau, counting, make_plan

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)


@pytest.fixture
def target(cast):
    """Three of six in May, one more in June."""
    with counting({date(2021, 5, 1): 1, date(2021, 6, 1): 2}):
        made = bind(make_plan(cast["analyst"]).targets.first(), cast["analyst"])
        for day in (MAY, JUNE):
            take_readings([made], day=day, known_on=day, at=at(JUNE))
    return made


def text_of(answer) -> str:
    document = Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_brief_says_what_changed_in_the_month_and_what_is_behind(target, client_of):
    page = client_of("leader").get(reverse("plan:brief"), {"month": "2021-06"}).content.decode()
    assert "由上月末的 1 个变为 2 个" in page and "责任部门招商局" in page


def test_the_word_document_says_the_same_on_the_paper_of_the_standard(target, client_of):
    answer = client_of("leader").get(reverse("plan:brief_document"), {"month": "2021-06"})
    text = text_of(answer)
    assert "由上月末的 1 个变为 2 个" in text and "一、招商引资" in text and "{" not in text
    section = Document(io.BytesIO(answer.content)).sections[0]
    assert [round(s.mm) for s in (section.page_width, section.top_margin, section.left_margin, section.right_margin)] == [
        210, 37, 28, 26,
    ]  # fmt: skip
    assert any(n.startswith("word/media/") for n in zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
    assert Mm(210) == section.page_width or abs(Mm(210) - section.page_width) < 700


def test_the_office_changes_the_template_and_its_words_are_used(target, client_of):
    document = Document(io.BytesIO(default_template()))
    document.paragraphs[2].runs[0].text = "抄送:各部门 {{ dated }}"
    out = io.BytesIO()
    document.save(out)
    client = client_of("analyst")
    sent = client.post(reverse("plan:brief_template"), {"file": SimpleUploadedFile("简报.docx", out.getvalue())})
    assert sent.status_code == 302
    assert "抄送:各部门 2021 年 6 月 30 日" in text_of(client.get(reverse("plan:brief_document"), {"month": "2021-06"}))


@pytest.mark.parametrize("said", ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% for %}"])
def test_a_template_that_reaches_for_more_than_it_is_given_is_refused(target, client_of, said):
    document = Document()
    document.add_paragraph(said)
    out = io.BytesIO()
    document.save(out)
    answer = client_of("analyst").post(
        reverse("plan:brief_template"), {"file": SimpleUploadedFile("坏.docx", out.getvalue())}
    )
    assert answer.status_code == 422 and not BriefTemplate.objects.exists()


def test_the_dispatch_table_has_the_offices_columns_worst_first(target, client_of):
    page = client_of("leader").get(reverse("plan:dispatch"), {"on": "2021-06-30"}).content.decode()
    assert all(c.label in page for c in dispatch_rules().columns)
    body = page.split("<tbody>")[1]
    assert body.index("还差 4 个") < body.index("还没有对应到统计口径")


def test_minutes_become_items_with_owner_supports_and_day(client_of, cast):
    make_plan(cast["analyst"])
    text = "1、招商局 7 月 20 日前落实项目签约,行政审批局配合。\n2、自然资源和规划局9月底完成用地报批。"
    answer = client_of("analyst").post(reverse("plan:minutes"), {"held_on": "2021-07-05", "text": text})
    assert answer.status_code == 302
    first, second = SupervisedItem.objects.order_by("due_on")
    assert (first.lead, list(first.supports.all()), first.due_on) == (
        bureau("investment"), [bureau("approvals")], date(2021, 7, 20),
    )  # fmt: skip
    assert (second.lead, second.due_on, second.origin) == (bureau("land"), date(2021, 9, 30), "dispatch")


def test_every_line_of_the_minutes_that_lacks_something_is_named_and_none_is_assigned(cast, client_of):
    text = "招商局抓紧签约。\n尽快 7 月 2 日前完成。\n招商局 7 月 20 日前完成。"
    with pytest.raises(ProblemsError) as caught:
        read_minutes(text, held_on=date(2021, 6, 30), bureaus=[bureau("investment")])
    assert [p.where for p in caught.value.problems] == ["第 1 行", "第 2 行"]
    answer = client_of("analyst").post(reverse("plan:minutes"), {"held_on": "2021-06-30", "text": text})
    assert answer.status_code == 422 and not SupervisedItem.objects.exists()


def test_a_day_without_a_year_is_the_next_one_after_the_meeting():
    assert due_date_in("1月10日前完成", date(2021, 12, 20)) == date(2022, 1, 10)
    assert due_date_in("2月30日前完成", date(2021, 1, 1)) is None


def test_a_bureaus_score_is_explained_to_the_figure(target, client_of):
    page = client_of("leader").get(reverse("plan:appraisal"), {"on": "2021-06-30"}).content.decode()
    assert "完成 33.33% × 权重 1 ÷ 权重合计 1 × 100 = 33.33 分" in page


@given(values=st.lists(st.integers(0, 40), min_size=1, max_size=6), late=st.integers(0, 30))
def test_more_never_lowers_a_score_and_late_items_never_raise_it(values, late):
    rules = appraisal_rules()

    def total(numbers: list[int], lateness: int) -> Decimal:
        return score("局", [standing_of(n) for n in numbers], late=lateness, rules=rules).total

    assert total([values[0] + 1, *values[1:]], late) >= total(values, late)
    assert total(values, late + 1) <= total(values, late) <= 100 + rules.bonus.most


def standing_of(value: int) -> Standing:
    """A target of ten with a figure, without a database."""
    from yuanheng.engines.plans import Figure, forecast, status
    from yuanheng.web.plan.models import Plan, PlanTarget
    from yuanheng.web.plan.standing import Point

    plan = Plan(title="计划", year=2021)
    target = PlanTarget(plan=plan, kind="count", comparator=">=", value=Decimal(10), unit="个", adds_up=True)
    goal, figure = target.goal(), Figure(JUNE, Decimal(value))
    point = Point(JUNE, JUNE, Decimal(value))
    return Standing(
        target, goal, point, status(goal, figure, on=JUNE), forecast([figure], goal, on=JUNE), restated=False
    )


def test_the_sum_of_the_lines_is_the_base_of_the_score():
    made = score("局", [standing_of(n) for n in (3, 7, 12)], late=0, rules=appraisal_rules())
    assert sum((line.points for line in made.lines), Fraction(0)) == made.base
    assert made.bonus == 1


def test_nothing_bound_is_no_score_but_no_failure(cast):
    plan = make_plan(cast["analyst"])
    assert all(s.status.code == "not_bound" for s in standings(list(plan.targets.all()), day=JUNE, known_on=None))
