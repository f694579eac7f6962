"""The plan's own sentences find the tallies of channels, with the region as a filter."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from yuanheng.engines.plans import Target, extract, propose
from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.plan.actions.texts import hand_in_plan
from yuanheng.web.plan.offers import offers

TEXT = (
    "●加大招商引资力度,增强经济发展活力\n\n推进市场化招商体制改革。注重委托招商,与不少于5个招商中介机构建立合作关系,与不少于20个专业投资基金建立联系。\n\n"
    "●深化对接上海工作,强化两地资源协同\n\n深化平台对接。举办上海专题招商活动不少于4场。\n\n"
    "加速项目对接。确保全年新注册项目不少于8个。全年力争新增投资10亿元以上项目信息不少于15个,生物医药产业项目信息不少于20个。\n"
)
REAL = Path(__file__).parents[2] / "shared" / "plans" / "qidong-2021.txt"
SECTION = "深化对接上海工作,强化两地资源协同"


@pytest.fixture(scope="module")
def targets():
    return extract(TEXT, year=2021).targets


def proposed(targets, words, section=""):
    target = next(t for t in targets if words in t.quote + t.subject)
    return propose(target, offers(), section=section)


@pytest.mark.parametrize(
    ("words", "tally"),
    [("中介机构", "channels.agencies"), ("投资基金", "channels.funds"), ("专题招商活动", "channels.shanghai_events")],
)
def test_a_target_finds_its_tally_and_leaves_nothing_to_ask(targets, words, tally):
    found = proposed(targets, words, SECTION if "活动" in words else "加大招商引资力度")
    assert found.tally == tally and found.open_questions == ()
    assert "through" not in found.filters and "source" not in found.filters


def test_targets_of_the_section_on_shanghai_count_what_came_through_shanghai(targets):
    registered, large, medical = (proposed(targets, w, SECTION) for w in ("新注册项目", "10亿元以上", "生物医药"))
    assert (registered.tally, registered.filters["through"]) == ("projects.registered", "上海")
    assert large.tally == "projects.leads" and large.filters["through"] == "上海"
    assert large.filters["amount_min_yuan"] == Decimal(10**9)
    assert (medical.filters["through"], medical.filters["cluster"]) == ("上海", "生物医药")
    assert all("source" not in f.filters for f in (registered, large, medical))


def test_the_same_target_elsewhere_counts_everything(targets):
    assert "through" not in proposed(targets, "新注册项目", "加大招商引资力度").filters


@pytest.mark.parametrize(
    ("subject", "tally", "filters"),
    [
        ("设立上海、苏南、深圳招商联络办公室", "channels.offices", {}),
        ("建立启东经济开发区对接上海(浦东)联络办公室", "channels.offices", {"through": "浦东"}),
        ("加强与上海地区的生物医药、半导体行业协会的对接", "channels.associations", {"through": "上海"}),
        ("定期开展产业发展咨询活动", "channels.advisory_events", {}),
        ("推动与上海高校合作", "channels.universities", {"through": "上海"}),
        ("加强与世邦、仲量联行、戴德等联系", "channels.consultancies", {}),
        ("加强与上海地区重点科创载体对接", "channels.carriers", {"through": "上海"}),
        ("争取在园区合作共建上有交流和合作", "channels.co_building_talks", {}),
        ("推动“研发在上海、生产在启东”功能实现", "channels.rd_pairs", {}),
    ],
)
def test_a_commitment_that_a_person_makes_a_target_finds_its_tally(subject, tally, filters):
    target = Target(
        quote=subject, start=0, subject=subject, comparator=">=", value=Decimal(1), unit="个", kind="count",
        deadline=date(2021, 12, 31),
    )  # fmt: skip
    found = propose(target, offers())
    wanted = {k: v for k, v in found.filters.items() if k in ("through", "source")}
    assert (found.tally, wanted) == (tally, filters)


def handed_in(text, cast):
    at = datetime(2021, 1, 8, 9, tzinfo=SHANGHAI)
    plan = hand_in_plan(title="工作计划", text=text, year=2021, by=cast["analyst"], at=at)
    jobs.run(str(Job.objects.for_target(plan).get().pk))
    return {
        " ".join(t.quote.split()): (t.proposal["tally"], t.proposal["filters"].get("through"))
        for t in plan.targets.all()
    }


def test_a_plan_that_is_handed_in_is_proposed_the_region_of_its_section(cast):
    found = handed_in(TEXT, cast)
    expected = [
        ("不少于5个招商中介机构", "channels.agencies", None), ("20个专业投资基金", "channels.funds", None),
        ("专题招商活动不少于4场", "channels.shanghai_events", None), ("新注册项目不少于8个", "projects.registered", "上海"),
        ("项目信息不少于15个", "projects.leads", "上海"), ("项目信息不少于20个", "projects.leads", "上海"),
    ]  # fmt: skip
    for words, *proposal in expected:
        assert [list(p) for quote, p in found.items() if words in quote] == [proposal], words


@pytest.mark.skipif(not REAL.is_file(), reason="the plan of Qidong is not on this machine")
def test_the_plan_of_qidong_counts_its_section_on_shanghai_through_shanghai(cast):
    found = handed_in(REAL.read_text(encoding="utf-8"), cast)
    through = [tally for tally, region in found.values() if region == "上海"]
    assert sorted(through) == ["projects.leads"] * 3 + ["projects.registered"]
    tallies = {tally for tally, _ in found.values()}
    assert {"channels.agencies", "channels.funds", "channels.shanghai_events"} <= tallies
