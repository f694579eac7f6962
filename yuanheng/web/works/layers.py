"""What works offer to the map: areas, lines and points, coloured by state, kind or light."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import partial

from django.db.models import Count, Max
from shapely.geometry import shape

from yuanheng.web.base.access import visible
from yuanheng.web.base.layers import Fact, Feature, MapLayer, Shade, register_layer
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from .access import VIEW
from .models import Place, PlannedDate, Work, WorkMoney
from .rules import kind_of, kind_rules
from .standing import Standing, standings

STATES = (
    ("planned", "未启动", "grey"), ("preparing", "前期", "amber"), ("running", "实施中", "blue"), ("done", "已完成", "green"),
    ("stopped", "已停止", "red"),
)  # fmt: skip
LIGHTS = (
    ("red", "滞后", "red"),
    ("orange", "关注", "amber"),
    ("green", "正常", "green"),
    ("secondary", "未启动", "grey"),
)


def work_features(user: User, *, on: date, known_on: date | None, form: str) -> Iterable[Feature]:
    """The works of one shape as they stood on a day: what was registered by then, with the steps passed by then."""
    day = known_on or on
    moment = datetime.combine(day, time.max, SHANGHAI)
    places = Place.objects.filter(at__lte=moment).order_by("work_id", "-at", "-pk").distinct("work_id")
    newest = {p.work_id: p for p in places if p.shape == form}
    works = list(visible(user, VIEW, Work.objects.filter(pk__in=newest, created_at__lte=moment)).select_related("case"))
    found = standings(works, on=on, known_on=known_on)
    for work in works:
        yield Feature(str(work.pk), shape(newest[work.pk].geometry), work.name, _properties(found[work.pk]))


def _properties(standing: Standing) -> dict[str, str]:
    work = standing.work
    return {
        "state": state_on(standing), "kind": work.kind, "light": standing.light.tone, "number": work.number,
        "topic": work.topic,
    }  # fmt: skip


def state_on(standing: Standing) -> str:
    """The state by the steps passed by the standing's day; stopped works stay stopped."""
    kind = kind_of(standing.work.kind)
    if standing.work.state == "stopped":
        return "stopped"
    if kind.finish in standing.reached:
        return "done"
    if kind.start in standing.reached:
        return "running"
    return "preparing" if standing.work.case_id else "planned"


def version() -> str:
    """Changes with every work, place, planned date and amount."""
    works = Work.objects.aggregate(last=Max("changed_at"), n=Count("pk"))
    places, plans, money = Place.objects.aggregate(n=Max("pk")), PlannedDate.objects.count(), WorkMoney.objects.count()
    return f"{works['n']}-{works['last']}-{places['n']}-{plans}-{money}"


SHADES = (
    Shade("state", "状态", classes=STATES),
    Shade("kind", "类别", classes=tuple((k.code, k.label, k.colour) for k in kind_rules().kinds)),
    Shade("light", "红绿灯", classes=LIGHTS),
)
FACTS = (Fact("number", "编号"), Fact("progress", "形象进度", "%"))
for _form, _label in (("polygon", "规划和征地范围"), ("line", "道路和河道工程"), ("point", "工程点")):
    register_layer(
        MapLayer(
            code=f"works_{_form}", label=_label, shape=_form, permission=VIEW,  # type: ignore[arg-type]
            features=partial(work_features, form=_form), version=version, shades=SHADES, facts=FACTS, record="works:work",
            order=20 if _form == "polygon" else 60, colour="orange",
        )
    )  # fmt: skip
