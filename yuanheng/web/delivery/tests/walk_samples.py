"""What the walk sends to each address of delivery."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from PIL import Image

from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.delivery.actions.difficulties import raise_difficulty
from yuanheng.web.delivery.actions.projects import add_picture
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.tests.walk_samples import AT, project

from . import overview_walk_samples as _overview  # noqa: F401

OF = {"holder": "promoter", "foreign_holder": "neighbour"}
NOW = datetime(2021, 6, 1, 10, tzinfo=SHANGHAI)


def jpeg() -> Any:
    """A small picture as a form hands it over."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    given = io.BytesIO(out.getvalue())
    given.name = "现场.jpg"
    return given


def signed(cast: Cast, key: str, name: str) -> Any:
    """A signed project of somebody's bureau."""
    made = project(cast, key, name)
    record_stage(made, stage="signed", on=date(2021, 5, 1), by=cast[key], at=AT)
    return made


def _projects(cast: Cast, data: dict[str, Any] | None = None) -> Sample:
    own, foreign = signed(cast, "promoter", "智造基地"), signed(cast, "neighbour", "生物药品")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data or {}, **OF)


@walk_sample("delivery:project", "delivery:open")
def one(cast: Cast) -> Sample:
    """A signed project."""
    bureau = cast["builder"].posts.get().organisation_id
    return _projects(cast, {"procedure": "project-delivery", "title": "智造基地 落地推进", "organisation": bureau})


@walk_sample("delivery:plan")
def planned(cast: Cast) -> Sample:
    """A milestone."""
    return _projects(cast, {"milestone": "started", "on": "2021-09-01"})


@walk_sample("delivery:year_plan")
def year_plan(cast: Cast) -> Sample:
    """A year's investment."""
    return _projects(cast, {"year": "2021", "amount": "5000"})


@walk_sample("delivery:report")
def reported(cast: Cast) -> Sample:
    """A month."""
    return _projects(cast, {"month": "2021-05", "done": "100", "cumulative": "100", "text": "打桩"})


@walk_sample("delivery:picture")
def pictured(cast: Cast) -> Sample:
    """A picture."""
    return _projects(cast, {"month": "2021-05", "file": jpeg()})


@walk_sample("delivery:remark")
def remarked(cast: Cast) -> Sample:
    """A leader's word."""
    return _projects(cast, {"text": "抓紧开工"})


@walk_sample("delivery:raise")
def raised(cast: Cast) -> Sample:
    """A difficulty."""
    bureau = cast["approver"].posts.get().organisation_id
    data = {"title": "电力增容", "severity": "serious", "organisation": bureau, "due_on": "2099-01-01"}
    return _projects(cast, data)


@walk_sample("delivery:picture_file")
def picture_file(cast: Cast) -> Sample:
    """A picture to look at."""
    made = []
    for key, name in (("promoter", "智造基地"), ("neighbour", "生物药品")):
        found = signed(cast, key, name)
        kept = add_picture(found, given=jpeg(), month=date(2021, 5, 1), place=None, caption="", by=cast[key], at=NOW)
        made.append({"pk": kept.pk})
    return Sample(own=made[0], foreign=made[1], **OF)


@walk_sample("delivery:difficulty")
def difficulty(cast: Cast) -> Sample:
    """A difficulty of each."""
    made = []
    for key, name in (("promoter", "智造基地"), ("neighbour", "生物药品")):
        found = signed(cast, key, name)
        kept = raise_difficulty(
            found, title="电力增容", severity="serious", organisation=cast[key].posts.get().organisation, person=None,
            due_on=date(2021, 7, 1), by=cast[key], at=NOW,
        )  # fmt: skip
        made.append({"pk": kept.pk})
    return Sample(own=made[0], foreign=made[1], data={"kind": "updated", "text": "已约供电公司"}, **OF)


@walk_sample("delivery:group")
def group(cast: Cast) -> Sample:
    """A workbench."""
    return Sample(own={"code": "land"})
