"""Objects of the register for the walk through every address."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.enterprises.actions.imports import create_import, keep_preview, read_sheet
from yuanheng.web.enterprises.models import Enterprise, RegisterImport

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
