"""What the walk sends to each address of projects."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from yuanheng.web.base import jobs
from yuanheng.web.base.models import Job
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.projects.actions.imports import create_import
from yuanheng.web.projects.actions.projects import Money, create_project
from yuanheng.web.projects.actions.saved import save_view
from yuanheng.web.projects.actions.stages import recognise, record_stage
from yuanheng.web.projects.models import Project

AT = datetime(2021, 5, 6, 10, 0, tzinfo=SHANGHAI)
OF = {"holder": "promoter", "foreign_holder": "neighbour"}
LIBRARY = (
    "序号,项目名称,投资方,总投资(万元),签约时间\n"
    "1,光伏组件项目,上海恒远投资有限公司,50000,2021-03-05\n"
    "2,储能项目,苏州启元控股有限公司,未披露,\n"
)


def project(cast: Cast, key: str = "promoter", name: str = "智造基地", **values: Any) -> Project:
    """A project of somebody's bureau."""
    post = cast[key].posts.first()
    assert post is not None
    return create_project(
        name=name, by=cast[key], at=AT, organisation=post.organisation,
        amounts=[Money("total", Decimal(200_000_000), "yuan", date(2021, 1, 4))], **values,
    )  # fmt: skip


def library(text: str = LIBRARY) -> Any:
    """A library as a form hands it over."""
    content = BytesIO(text.encode())
    content.name = "项目库.csv"
    return content


@walk_sample("projects:project")
def one(cast: Cast) -> Sample:
    """A project; everybody who may see projects sees the zone's."""
    return Sample(own={"pk": project(cast).pk}, foreign={"pk": project(cast, "neighbour", "乙").pk}, **OF)


@walk_sample("projects:change")
def changed(cast: Cast) -> Sample:
    """A project to change."""
    own, foreign = project(cast), project(cast, "neighbour", "生物药品")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"name": "智造二期", "version": "1"}, **OF)


@walk_sample("projects:new")
def new(cast: Cast) -> Sample:
    """A project to enter."""
    return Sample(data={"name": "新材料项目", "total": "20000", "currency": "yuan"}, holder="promoter")


@walk_sample("projects:amount")
def amount(cast: Cast) -> Sample:
    """An amount to state."""
    data = {"kind": "arrived", "amount": "100", "currency": "yuan", "holds_from": "2021-05-01"}
    own, foreign = project(cast), project(cast, "neighbour", "生物药品")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("projects:stage")
def stage(cast: Cast) -> Sample:
    """A stage to record."""
    own, foreign = project(cast), project(cast, "neighbour", "生物药品")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"stage": "signed", "on": "2021-05-01"}, **OF)


@walk_sample("projects:withdraw")
def withdrawn(cast: Cast) -> Sample:
    """A stage that was wrong."""
    pairs = []
    for key in ("promoter", "neighbour"):
        made = project(cast, key, f"{key}的项目")
        entry = record_stage(made, stage="signed", on=date(2021, 5, 1), by=cast[key], at=AT)
        pairs.append({"pk": made.pk, "entry": entry.pk})
    return Sample(own=pairs[0], foreign=pairs[1], data={"reason": "日期有误"}, **OF)


@walk_sample("projects:evidence")
def evidence(cast: Cast) -> Sample:
    """The file of a stage."""
    from yuanheng.web.base import files

    pairs = []
    for key in ("promoter", "neighbour"):
        made = project(cast, key, f"{key}的项目")
        stored = files.store(library(), name="合同.csv", by=cast[key])
        entry = record_stage(made, stage="signed", on=date(2021, 5, 1), by=cast[key], at=AT, file=stored)
        pairs.append({"pk": made.pk, "entry": entry.pk})
    return Sample(own=pairs[0], foreign=pairs[1], **OF)


@walk_sample("projects:recognise")
def recognition(cast: Cast) -> Sample:
    """A recognition."""
    data = {
        "what": "started", "year": "2021", "recognised_by": "市发改委", "document": "1号", "dated": "2021-05-01",
    }  # fmt: skip
    own, foreign = project(cast), project(cast, "neighbour", "生物药品")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **OF)


@walk_sample("projects:withdraw_recognised")
def withdrawn_recognition(cast: Cast) -> Sample:
    """A recognition that was wrong."""
    pairs = []
    for key in ("promoter", "neighbour"):
        made = project(cast, key, f"{key}的项目")
        kept = recognise(
            made, what="started", year=2021, recognised_by="市发改委", document="1号", dated=date(2021, 5, 1),
            by=cast["analyst"], at=AT,
        )  # fmt: skip
        pairs.append({"pk": made.pk, "recognition": kept.pk})
    return Sample(own=pairs[0], foreign=pairs[1], data={"reason": "文件作废"}, **OF)


@walk_sample("projects:pair")
def pair(cast: Cast) -> Sample:
    """Two records that look alike."""
    own = {"pk": project(cast).pk, "other": project(cast, "promoter", "智造基地二").pk}
    foreign = {"pk": project(cast, "neighbour", "生物药品").pk, "other": project(cast, "neighbour", "生物制药").pk}
    return Sample(own=own, foreign=foreign, data={"same": "no", "why": "两家公司"}, **OF)


@walk_sample("projects:save_view")
def saved(cast: Cast) -> Sample:
    """Filters to keep."""
    return Sample(data={"name": "我的在谈", "page": "list", "query": "stage=talks"}, holder="promoter")


@walk_sample("projects:remove_view")
def removed(cast: Cast) -> Sample:
    """A saved view of each who asks; others' are not there."""
    own, foreign = (
        save_view(name="在谈", page="list", query="stage=talks", shared=True, by=cast[key])
        for key in ("promoter", "neighbour")
    )
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("projects:tally")
def tally(cast: Cast) -> Sample:
    """A number."""
    return Sample(own={"stage": "signed", "year": 2021, "tier": 1})


@walk_sample("projects:imports")
def imports(cast: Cast) -> Sample:
    """A library to hand in."""
    return Sample(data={"file": library()}, holder="promoter")


def read_import(cast: Cast, key: str) -> Any:
    """A library that was read."""
    post = cast[key].posts.first()
    assert post is not None
    made = create_import(given=library(), by=cast[key], at=AT)
    made.organisation = post.organisation
    made.save()
    run_jobs(made)
    return made


def run_jobs(made: Any) -> None:
    """What was deferred for an import, here and now."""
    for job in Job.objects.for_target(made).unfinished():
        jobs.run(str(job.pk))
    made.refresh_from_db()


@walk_sample(
    "projects:import",
    "projects:map_import",
    "projects:confirm_import",
    "projects:discard_import",
    "projects:marked_copy",
)
def read(cast: Cast) -> Sample:
    """An import of the promoter's bureau, and one that was moved to another's."""
    own, foreign = read_import(cast, "promoter"), read_import(cast, "promoter")
    bureau = cast["neighbour"].posts.first()
    assert bureau is not None
    foreign.organisation, foreign.by = bureau.organisation, cast["neighbour"]
    foreign.save()
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, **OF)


@walk_sample("projects:export_layout")
def layout(cast: Cast) -> Sample:
    """A table."""
    return Sample(own={"name": "library"})
