"""Objects of the plan for the walk through every address."""

from __future__ import annotations

from datetime import date

from yuanheng.web.base import moment
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.plan.actions.items import open_item
from yuanheng.web.plan.models import Commitment, ItemEntry, Plan, PlanTarget, SupervisedItem

from .zone import bind, bureau, make_plan


def _plan(cast: Cast) -> Plan:
    return Plan.objects.first() or make_plan(cast["analyst"])


def _targets(cast: Cast) -> tuple[PlanTarget, PlanTarget]:
    """One owned by each clerk's bureau."""
    first, second = _plan(cast).targets.all()[:2]
    own = bind(first, cast["analyst"], tally="manual", filters={}, owner_bureau=bureau("economy"), owner_post=None)
    foreign = bind(second, cast["analyst"], tally="manual", filters={}, owner_bureau=bureau("land"), owner_post=None)
    return own, foreign


def _items(cast: Cast) -> tuple[SupervisedItem, SupervisedItem]:
    made = [
        open_item(title="事项", lead=bureau(b), due_on=date(2099, 1, 1), by=cast["leader"], at=moment.now())
        for b in ("economy", "land")
    ]
    return made[0], made[1]


@walk_sample("plan:plan", "plan:original")
def plans(cast: Cast) -> Sample:
    """A plan is the zone's."""
    return Sample(own={"pk": _plan(cast).pk})


@walk_sample("plan:new")
def new_plan(cast: Cast) -> Sample:
    """Pasted text."""
    return Sample(data={"title": "计划", "text": "今年力争签约项目3个。", "year": "2021"})


@walk_sample("plan:add")
def add(cast: Cast) -> Sample:
    """A span."""
    data = {"start": 0, "end": 8, "subject": "事项", "kind": "milestone", "deadline": "2021-12-31"}
    return Sample(own={"pk": _plan(cast).pk}, data=data, query={"start": 0, "end": 8})


@walk_sample("plan:read")
def read(cast: Cast) -> Sample:
    """Readings of a day."""
    return Sample(own={"pk": _plan(cast).pk}, data={"on": "2021-06-30"})


@walk_sample("plan:confirm_all")
def confirm_all(cast: Cast) -> Sample:
    """One target has a tally proposed."""
    plan = _plan(cast)
    target = plan.targets.get(order=0)
    target.proposal = {**target.proposal, "tally": "manual"}
    target.state = "proposed"
    target.save()
    return Sample(own={"pk": plan.pk})


@walk_sample("plan:target", "plan:records")
def targets(cast: Cast) -> Sample:
    """Seen by all who see the plan."""
    own, foreign = _targets(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("plan:confirm", "plan:undo")
def confirm(cast: Cast) -> Sample:
    """One click."""
    own, foreign = _targets(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("plan:dismiss")
def dismiss(cast: Cast) -> Sample:
    """With a reason."""
    own, foreign = _targets(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"reason": "口号"})


@walk_sample("plan:bind")
def binding(cast: Cast) -> Sample:
    """By hand."""
    own, foreign = _targets(cast)
    data = {
        "subject": "指标", "tally": "manual", "owner_bureau": str(bureau("economy").pk), "rhythm": "monthly",
        "measured_year": 2021, "forecast": "pace",
    }  # fmt: skip
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("plan:report")
def report(cast: Cast) -> Sample:
    """A figure reported."""
    own, foreign = _targets(cast)
    data = {"day": "2021-06-30", "value": "3", "reported_to": "市商务局"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("plan:restate")
def restate(cast: Cast) -> Sample:
    """Another value."""
    own, foreign = _targets(cast)
    data = {"value": "5", "holds_from": "2021-07-01", "document": "纪要", "reason": "调整"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("plan:settle")
def settle(cast: Cast) -> Sample:
    """A sentence."""
    return Sample(own={"pk": (_plan(cast) and Commitment.objects.first()).pk})


@walk_sample("plan:item")
def items(cast: Cast) -> Sample:
    """One led by each clerk's bureau."""
    own, foreign = _items(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("plan:progress", "plan:remark", "plan:close")
def entries(cast: Cast) -> Sample:
    """A line of the record."""
    own, foreign = _items(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"text": "已完成"})


@walk_sample("plan:move")
def move(cast: Cast) -> Sample:
    """Another day."""
    own, foreign = _items(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"text": "顺延", "due_on": "2099-02-01"})


@walk_sample("plan:new_item")
def new_item(cast: Cast) -> Sample:
    """Freely."""
    return Sample(data={"title": "事项", "lead": str(bureau("economy").pk), "due_on": "2099-01-01"})


@walk_sample("plan:entry_file")
def entry_file(cast: Cast) -> Sample:
    """A file of each bureau's item."""
    import io

    from yuanheng.web.base import files

    made = []
    for item in _items(cast):
        stored = files.store(io.BytesIO(b"x"), name="附件.txt", by=cast["leader"])
        made.append(
            ItemEntry.objects.create(
                item=item, kind="progress", text="附", file=stored, by=cast["leader"], at=moment.now()
            )
        )
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk})


@walk_sample("plan:brief_template")
def brief_template(cast: Cast) -> Sample:
    """The shipped template, handed in unchanged."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from yuanheng.web.plan.briefdoc import default_template

    return Sample(data={"file": SimpleUploadedFile("模板.docx", default_template())})


@walk_sample("plan:minutes")
def minutes(cast: Cast) -> Sample:
    """One decision."""
    return Sample(data={"held_on": "2021-07-05", "text": "经济发展局 7 月 20 日前完成。"})
