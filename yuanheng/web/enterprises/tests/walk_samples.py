"""Objects of the register for the walk through every address."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from yuanheng.web.base import files, moment
from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.enterprises.actions.changelists import hand_in_changes
from yuanheng.web.enterprises.actions.imports import confirm_import, create_import, keep_preview, read_sheet
from yuanheng.web.enterprises.actions.life import Happening, record_event
from yuanheng.web.enterprises.models import ChangeList, Enterprise, LifeEvent, RegisterDoubt, RegisterImport

SHEET = "企业编号,企业名称,统一社会信用代码,街镇\nQ1,启东宏达机械制造有限公司,,汇龙镇\nQ2,南通远洋船舶配套有限公司,,近海镇\n"


def sheet(text: str = SHEET, name: str = "名录.csv") -> Any:
    """A register sheet as a form hands it over."""
    content = BytesIO(text.encode())
    content.name = name
    return content


def previewed(by: User, text: str = SHEET) -> RegisterImport:
    """An import that waits for confirmation."""
    made = create_import(by=by, given=sheet(text))
    return keep_preview(made.pk, read_sheet(made))


@walk_sample("enterprises:enterprise", "enterprises:change")
def firms(cast: Cast) -> Sample:
    """A firm; the register belongs to nobody."""
    made = Enterprise.objects.create(code="W1", name="启东宏达机械制造有限公司")
    return Sample(own={"pk": made.pk}, data={"name": "启东宏达智能装备有限公司", "status": "存续"})


@walk_sample("enterprises:new")
def new_firm(cast: Cast) -> Sample:
    """A firm to enter."""
    return Sample(data={"name": "启东新设电子有限公司", "town": "汇龙镇"})


@walk_sample("enterprises:new_import")
def new_import(cast: Cast) -> Sample:
    """A sheet to hand in."""
    return Sample(data={"file": sheet()})


@walk_sample("enterprises:import", "enterprises:confirm_import", "enterprises:discard_import")
def imports(cast: Cast) -> Sample:
    """An import of each clerk."""
    return Sample(own={"pk": previewed(cast["clerk"]).pk}, foreign={"pk": previewed(cast["neighbour"]).pk})


def happened(by: User, *, code: str = "W1") -> LifeEvent:
    """A firm that was renamed."""
    firm = Enterprise.objects.create(code=code, name="启东宏达机械制造有限公司")
    said = Happening(
        kind="renamed",
        happened_on=date(2021, 5, 10),
        document="登记准字〔2021〕12号",
        new_name="启东宏达智能装备有限公司",
    )
    return record_event(firm, said, by=by, at=moment.now())


@walk_sample("enterprises:event", "enterprises:withdraw_event")
def events(cast: Cast) -> Sample:
    """An event; the register belongs to nobody."""
    return Sample(own={"pk": happened(cast["clerk"]).pk}, data={"why": "通知书登记错了企业"})


@walk_sample("enterprises:event_file")
def event_files(cast: Cast) -> Sample:
    """An event with its paper."""
    stored = files.store(BytesIO(b"%PDF-1.4"), name="通知书.pdf", by=cast["clerk"])
    firm = Enterprise.objects.create(code="W1", name="启东宏达机械制造有限公司")
    said = Happening(kind="moved_out", happened_on=date(2021, 5, 10), document="迁移通知", file=stored)
    return Sample(own={"pk": record_event(firm, said, by=cast["clerk"], at=moment.now()).pk})


@walk_sample("enterprises:new_event")
def new_event(cast: Cast) -> Sample:
    """A firm to which something happened."""
    made = Enterprise.objects.create(code="W1", name="启东宏达机械制造有限公司")
    data = {"happened_on": "2021-05-10", "document": "迁移通知"}
    return Sample(own={"pk": made.pk, "kind": "moved_out"}, data=data)


CHANGES = (
    "统一代码,原名称,现名称,变更日期,文号,类型\n"
    ",启东宏达机械制造有限公司,启东宏达智能装备有限公司,2021-05-10,登记〔2021〕12号,更名\n"
)


def listed(by: User, text: str = CHANGES) -> ChangeList:
    """A list of changes handed in."""
    Enterprise.objects.get_or_create(code="W1", defaults={"name": "启东宏达机械制造有限公司"})
    return hand_in_changes(by=by, given=sheet(text, "变更名单.csv"), at=moment.now())


@walk_sample("enterprises:change_lists")
def change_lists(cast: Cast) -> Sample:
    """A list to hand in."""
    return Sample(data={"file": sheet(CHANGES, "变更名单.csv")})


@walk_sample("enterprises:change_list", "enterprises:confirm_change_list")
def change_list(cast: Cast) -> Sample:
    """A list of each clerk."""
    return Sample(own={"pk": listed(cast["clerk"]).pk}, foreign={"pk": listed(cast["neighbour"]).pk})


def doubted(by: User, number: int = 1) -> RegisterDoubt:
    """A sheet in which one firm stands twice."""
    rows = (f"D{number},启东重复{number}{what}有限公司,汇龙镇\n" for what in ("电子", "电器"))
    confirm_import(previewed(by, "企业编号,企业名称,街镇\n" + "".join(rows)), by=by, at=moment.now())
    return RegisterDoubt.objects.get(row__id=f"D{number}")


@walk_sample("enterprises:doubt", "enterprises:settle_doubt")
def doubts(cast: Cast) -> Sample:
    """A doubtful row of each clerk's register."""
    own, foreign = doubted(cast["clerk"]), doubted(cast["neighbour"], 2)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"verdict": "other", "why": "已核对营业执照"})
