"""Works as a list: columns and filters."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.web.base.models import Organisation
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models.work import WorkState
from ..rules import kind_choices, topic_choices
from ..standing import Standing

STATE_TONES = {"planned": "secondary", "preparing": "orange", "running": "blue", "done": "green", "stopped": "red"}


def columns(found: dict[Any, Standing]) -> tuple[Column, ...]:
    """Columns of the list; `found` has the standings of its rows."""
    kinds = dict(kind_choices())

    def money(name: str, label: str) -> Column:
        return Column(
            name, label, kind="number", unit="yuan", value=lambda w: getattr(found[w.pk].money, name), minor=True
        )

    return (
        Column("number", "编号", sort="number", minor=True),
        Column("name", "名称", sort="name_pinyin", link=lambda w: reverse("works:work", args=[w.pk])),
        Column("kind", "类别", sort="kind", value=lambda w: kinds.get(w.kind, w.kind), minor=True),
        Column("state", "状态", kind="badge", value=lambda w: w.get_state_display(), tone=lambda w: STATE_TONES[w.state]),
        Column(
            "light", "红绿灯", kind="badge", value=lambda w: found[w.pk].light.label, tone=lambda w: found[w.pk].light.tone
        ),
        Column("progress", "进度(%)", kind="number", sort="progress", places=1),
        Column("now", "当前步骤", value=lambda w: found[w.pk].now, minor=True),
        money("contract", "合同价"), money("paid", "已付"),
        Column("organisation", "责任部门", value=lambda w: str(w.organisation), minor=True),
    )  # fmt: skip


def filters() -> tuple[Any, ...]:
    """By words, kind, state, topic, bureau."""
    bureaus = Organisation.objects.filter(ended_on__isnull=True)
    return (
        TextFilter("q", "名称、编号、实施单位", apply=lambda r, t: r.matching(t)),
        ChoiceFilter("kind", "类别", choices=kind_choices(), apply=lambda r, v: r.filter(kind=v)),
        ChoiceFilter("state", "状态", choices=WorkState.choices, apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter("topic", "计划事项", choices=topic_choices(), apply=lambda r, v: r.filter(topic=v)),
        ChoiceFilter(
            "bureau", "责任部门", choices=[(str(b.pk), b.name) for b in bureaus],
            apply=lambda r, v: r.filter(organisation=v),
        ),
    )  # fmt: skip
