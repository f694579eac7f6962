"""What the walk sends to each address of investment promotion."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from yuanheng.web.base import jobs, moment
from yuanheng.web.base.models import Job
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.investment.actions.activities import Told, record_activity
from yuanheng.web.investment.actions.claims import make_claim
from yuanheng.web.investment.actions.companies import create_company, lock_company
from yuanheng.web.investment.actions.groups import file_report, form_group
from yuanheng.web.investment.actions.imports import create_import
from yuanheng.web.investment.models import ActivityPicture, Protection, TargetCompany
from yuanheng.web.projects.actions.projects import Backer, Money, create_project
from yuanheng.web.projects.models import Project

AT = datetime(2021, 5, 6, 10, 0, tzinfo=SHANGHAI)
OF = {"holder": "promoter", "foreign_holder": "neighbour"}
LIST = "企业名称,产业,环节,注册资本,城市\n恒远光电,新能源,风电装备,3.5亿人民币,苏州\n启元药业,生物医药,医疗器械,未披露,上海\n"


def bureau(cast: Cast, key: str) -> Any:
    """Where somebody works."""
    post = cast[key].posts.first()
    assert post is not None
    return post.organisation


def lead(cast: Cast, key: str = "promoter", name: str = "光伏组件项目", at: datetime = AT, **values: Any) -> Project:
    """A lead of somebody's bureau, managed by them."""
    return create_project(
        name=name, by=cast[key], at=at, organisation=bureau(cast, key), manager=cast[key],
        investors=values.pop("investors", [Backer(f"{name}投资有限公司")]),
        amounts=[Money("total", Decimal(200_000_000), "yuan", date(2021, 1, 4))], **values,
    )  # fmt: skip


def target(cast: Cast, key: str = "promoter", name: str = "苏州恒远光电有限公司", **values: Any) -> TargetCompany:
    """A target company of somebody's bureau."""
    return create_company(name=name, by=cast[key], at=AT, organisation=bureau(cast, key), **values)


def shot() -> Any:
    """A picture as a form hands it over."""
    content = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(content, "JPEG")
    content.seek(0)
    content.name = "visit.jpg"
    return content


def visit(cast: Cast, key: str = "promoter", **values: Any) -> Any:
    """A visit to a lead of one's own."""
    told = Told(kind="visit", on=date(2021, 5, 6), note="看了厂房")
    project = values.pop("project", None) or lead(cast, key, f"{key}的项目")
    return record_activity(told=told, by=cast[key], at=AT, project=project, **values)


def both(make: Any, cast: Cast, **values: Any) -> dict[str, Any]:
    """An own and a foreign thing."""
    foreign = {"name": "上海他方药业有限公司"} if make is target else {"name": "他方药业项目"}
    return {
        "own": {"pk": make(cast, "promoter", **values).pk}, "foreign": {"pk": make(cast, "neighbour", **foreign, **values).pk},
        **OF,
    }  # fmt: skip


@walk_sample("investment:company")
def one(cast: Cast) -> Sample:
    """A company; everybody who may see companies sees the zone's."""
    return Sample(**both(target, cast))


@walk_sample("investment:new_company")
def new_company(cast: Cast) -> Sample:
    """A company to enter."""
    return Sample(data={"name": "南通新锐半导体有限公司", "kind": "company"}, holder="promoter")


@walk_sample("investment:change_company")
def change(cast: Cast) -> Sample:
    """A company to change."""
    return Sample(data={"name": "苏州恒远光电股份", "kind": "company", "version": "1"}, **both(target, cast))


@walk_sample("investment:assign")
def assign(cast: Cast) -> Sample:
    """A company to assign."""
    return Sample(data={"to": str(cast["promoter"].pk)}, **both(target, cast))


@walk_sample("investment:lock")
def lock(cast: Cast) -> Sample:
    """A company to lock."""
    return Sample(data={"until": str(moment.today() + timedelta(days=9))}, **both(target, cast))


@walk_sample("investment:unlock")
def unlock(cast: Cast) -> Sample:
    """A company that the promoter locked."""
    own, foreign = target(cast), target(cast, "neighbour", "他方药业")
    lock_company(own, by=cast["promoter"], at=moment.now())
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("investment:follow")
def follow(cast: Cast) -> Sample:
    """A company to leave."""
    return Sample(data={"reason": "已在外地落户"}, **both(target, cast))


@walk_sample("investment:news")
def news(cast: Cast) -> Sample:
    """Something heard."""
    return Sample(data={"kind": "expansion", "text": "拟建二期"}, **both(target, cast))


@walk_sample("investment:record_company")
def record_company(cast: Cast) -> Sample:
    """A company that was visited."""
    data = {"kind": "visit", "on": str(moment.today()), "note": "看了厂房"}
    return Sample(data=data, **both(target, cast))


@walk_sample("investment:record_project")
def record_project(cast: Cast) -> Sample:
    """A lead that was visited."""
    data = {"kind": "visit", "on": str(moment.today()), "note": "看了厂房"}
    return Sample(data=data, **both(lead, cast))


@walk_sample("investment:correct")
def correct(cast: Cast) -> Sample:
    """An activity that was wrong."""
    data = {"kind": "call", "on": "2021-05-05", "note": "是电话", "reason": "记错了"}
    return Sample(own={"pk": visit(cast).pk}, foreign={"pk": visit(cast, "neighbour").pk}, data=data, **OF)


@walk_sample("investment:picture")
def picture(cast: Cast) -> Sample:
    """A picture of a visit."""
    own = ActivityPicture.objects.get(activity=visit(cast, pictures=[shot()]))
    foreign = ActivityPicture.objects.get(activity=visit(cast, "neighbour", pictures=[shot()]))
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("investment:new_lead")
def new_lead(cast: Cast) -> Sample:
    """A lead to enter."""
    data = {"name": "储能系统项目", "next_step": "约见董事长", "next_on": str(moment.today() + timedelta(days=3))}
    return Sample(data=data, holder="promoter")


@walk_sample("investment:claim")
def claim(cast: Cast) -> Sample:
    """Somebody else's lead."""
    own, foreign = lead(cast, "builder", "乙项目"), lead(cast, "neighbour", "他方药业")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"kind": "join", "text": "去年就认识"}, **OF)


@walk_sample("investment:answer")
def answer(cast: Cast) -> Sample:
    """A claim that waits."""
    mine, theirs = lead(cast), lead(cast, "neighbour", "他方药业")
    own = make_claim(mine, kind="join", text="去年就认识", by=cast["builder"], at=AT)
    foreign = make_claim(theirs, kind="join", text="去年就认识", by=cast["builder"], at=AT)
    data = {"outcome": "joined", "answer": "一起跟"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


def released(cast: Cast, key: str, name: str) -> Project:
    """A lead that a leader released."""
    project = lead(cast, key, name)
    Protection.objects.filter(project=project).update(released_on=date(2021, 9, 1), released_reason="三个月没有进展")
    return project


@walk_sample("investment:take")
def take(cast: Cast) -> Sample:
    """A lead to take up."""
    own, foreign = released(cast, "builder", "乙项目"), released(cast, "neighbour", "他方药业")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("investment:give")
def give(cast: Cast) -> Sample:
    """A lead to give to another."""
    return Sample(data={"to": str(cast["builder"].pk), "reason": "对方是老熟人"}, **both(lead, cast))


@walk_sample("investment:extend")
def extend(cast: Cast) -> Sample:
    """A protection to extend."""
    return Sample(data={"until": str(moment.today() + timedelta(days=20)), "reason": "正在签约"}, **both(lead, cast))


@walk_sample("investment:release")
def release(cast: Cast) -> Sample:
    """A lead to release."""
    return Sample(data={"reason": "三个月没有进展"}, **both(lead, cast))


@walk_sample("investment:chain")
def chain(cast: Cast) -> Sample:
    """A chain."""
    return Sample(own={"code": "biomedicine"}, holder="promoter")


@walk_sample("investment:form_group")
def form(cast: Cast) -> Sample:
    """A group to form."""
    data = {"label": "生物医药产业研究小组", "formed_on": "2021-02-01", "members": "朱晨\n李教授"}
    return Sample(own={"code": "biomedicine"}, data=data, holder="promoter")


def report_file() -> Any:
    """A report as a form hands it over."""
    content = BytesIO("缺口在体外诊断".encode())
    content.name = "报告.txt"
    return content


@walk_sample("investment:file_report")
def file(cast: Cast) -> Sample:
    """A report to hand in."""
    data = {"title": "生物医药产业研究", "on": "2021-04-01", "file": report_file()}
    return Sample(own={"code": "biomedicine"}, data=data, holder="promoter")


def group(cast: Cast, key: str, label: str) -> Any:
    """A group of somebody's bureau."""
    return form_group(
        chain="biomedicine", label=label, formed_on=date(2021, 2, 1), members=["朱晨"], by=cast[key], at=AT,
        organisation=bureau(cast, key),
    )  # fmt: skip


@walk_sample("investment:add_member")
def member(cast: Cast) -> Sample:
    """A group that somebody joins."""
    own, foreign = group(cast, "promoter", "甲组"), group(cast, "neighbour", "乙组")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"name": "李教授", "since": "2021-03-01"}, **OF)


@walk_sample("investment:end_group")
def end(cast: Cast) -> Sample:
    """A group that ends."""
    own, foreign = group(cast, "promoter", "甲组"), group(cast, "neighbour", "乙组")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"on": "2021-12-01"}, **OF)


@walk_sample("investment:report")
def report(cast: Cast) -> Sample:
    """A report's file."""

    def made(key: str) -> Any:
        return file_report(
            chain="biomedicine", title=key, on=date(2021, 4, 1), given=report_file(), by=cast[key], at=AT,
            organisation=bureau(cast, key),
        )  # fmt: skip

    return Sample(own={"pk": made("promoter").pk}, foreign={"pk": made("neighbour").pk}, **OF)


def listed(text: str = LIST, name: str = "名单.csv") -> Any:
    """A list as a form hands it over."""
    content = BytesIO(text.encode())
    content.name = name
    return content


def given(cast: Cast, key: str = "promoter") -> Any:
    """A list that was read."""
    made = create_import(given=listed(), by=cast[key], at=AT)
    if made.organisation_id is None:
        made.organisation = bureau(cast, key)
        made.save()
    jobs.run(str(Job.objects.for_target(made).get().pk))
    made.refresh_from_db()
    return made


@walk_sample("investment:imports")
def imports(cast: Cast) -> Sample:
    """A list to hand in."""
    return Sample(data={"file": listed()}, holder="promoter")


@walk_sample("investment:import", "investment:confirm_import", "investment:discard_import", "investment:marked_copy",
             "investment:map_import")  # fmt: skip
def imported(cast: Cast) -> Sample:
    """A list that waits for a word."""
    return Sample(own={"pk": given(cast).pk}, holder="promoter")


@walk_sample("investment:hand_over")
def hand_over(cast: Cast) -> Sample:
    """Somebody with a lead."""
    lead(cast)
    data = {"to": str(cast["builder"].pk), "reason": "调离"}
    return Sample(own={"pk": cast["promoter"].pk}, data=data, holder="promoter")
