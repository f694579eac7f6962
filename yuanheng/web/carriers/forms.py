"""Forms of carriers, buildings and units."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field

from .models import Answer, CarrierKind, Tenure, UnitCondition, UnitUse


def m2_field(label: str, *, required: bool = False, most: int = 10, help_text: str = "") -> forms.DecimalField:
    """An area in square metres, to a hundredth."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal("0.01"),
        max_digits=most,
        decimal_places=2,
        help_text=help_text,
    )


def _degrees(label: str, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=-most, max_value=most, max_digits=9, decimal_places=6,
        help_text="CGCS2000(EPSG:4490),十进制度",
    )  # fmt: skip


class PlacedForm(HouseForm):
    """A place: a point, and an outline where it is known."""

    longitude = _degrees("经度", 180)
    latitude = _degrees("纬度", 90)
    footprint = forms.CharField(
        label="轮廓", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text='GeoJSON 多边形,如 {"type":"Polygon","coordinates":[[[121.66,31.81],…]]};没有的留空',
    )  # fmt: skip

    def clean_footprint(self) -> dict[str, Any] | None:
        """As JSON: a closed polygon in degrees of China, longitude first."""
        text = self.cleaned_data["footprint"].strip()
        if not text:
            return None
        try:
            said = json.loads(text)
            rings = said["coordinates"] if said["type"] == "Polygon" else None
            fine = bool(rings) and all(len(r) >= 4 and r[0] == r[-1] and all(_in_china(p) for p in r) for r in rings)
        except (ValueError, TypeError, KeyError, IndexError):
            fine = False
        if not fine:
            raise forms.ValidationError("不是闭合的 GeoJSON 多边形,或坐标不是“经度,纬度”:首尾点相同,经度在前。")
        return dict(said)

    def clean(self) -> dict[str, Any]:
        """Both degrees or none; the two not exchanged."""
        data = super().clean() or {}
        east, north = data.get("longitude"), data.get("latitude")
        if (east is None) != (north is None):
            raise forms.ValidationError("经度和纬度要一起填,或都不填。")
        if east is not None and north is not None and not _in_china((float(east), float(north))):
            raise forms.ValidationError(f"经度 {east}、纬度 {north} 不在国内:是不是填反了,或不是度?")
        return data


def _in_china(point: Any) -> bool:
    return 70 <= float(point[0]) <= 140 and 3 <= float(point[1]) <= 55


class CarrierForm(PlacedForm):
    """A carrier."""

    name = forms.CharField(label="载体名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *CarrierKind.choices])
    operator = forms.CharField(label="运营公司", max_length=200, required=False)
    owner = forms.CharField(label="产权方", max_length=200, required=False)
    tenure = forms.ChoiceField(label="权属", choices=[("", "不清楚"), *Tenure.choices], required=False)
    address = forms.CharField(label="地址", max_length=300, required=False)
    town = forms.CharField(label="片区", max_length=60, required=False)
    opened_on = day_field("启用日期", required=False)
    closed_on = day_field("停用日期", required=False)
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = (
        "name", "kind", "operator", "owner", "tenure", "address", "town", "opened_on", "closed_on", "longitude", "latitude",
        "footprint", "note",
    )  # fmt: skip


class BuildingForm(PlacedForm):
    """A building."""

    name = forms.CharField(label="楼栋", max_length=80, help_text="如:A 座、1 号楼")
    gross_m2 = m2_field("建筑面积(㎡)", most=12, help_text="按产权证或竣工测绘;不清楚的留空,不要填 0")
    completed_on = day_field("竣工日期", required=False)

    field_order = ("name", "gross_m2", "completed_on", "longitude", "latitude", "footprint")


class StateForm(HouseForm):
    """What a unit is from a day on."""

    holds_from = day_field("自")
    gross_m2 = m2_field("建筑面积(㎡)")
    lettable_m2 = m2_field("可出租面积(㎡)", help_text="不清楚的留空,不要填 0:没有面积的单元只按套数计入")
    use = forms.ChoiceField(label="用途", choices=[("", "不清楚"), *UnitUse.choices], required=False)
    condition = forms.ChoiceField(label="状态", choices=UnitCondition.choices)


class ChangeStateForm(StateForm):
    """With why it changes."""

    reason = forms.CharField(label="变更原因", max_length=200)
    file = forms.FileField(label="依据文件", required=False)


class UnitForm(StateForm):
    """A new unit."""

    floor = forms.CharField(label="楼层", max_length=10, help_text="如 3、3F;地下写 -1 或 B1")
    number = forms.CharField(label="房号", max_length=40)

    field_order = ("floor", "number", "holds_from", "gross_m2", "lettable_m2", "use", "condition")


class ReasonForm(HouseForm):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200)


class ListForm(HouseForm):
    """A list of units and leases."""

    file = SheetField(
        label="房源和租约清单",
        help_text="运营方现有的表即可:楼栋、楼层、房号、面积、承租单位、起止、租金等,列名和次序不限",
    )


class OfferForm(HouseForm):
    """A unit offered to a project."""

    on = day_field("推介日期")
    note = forms.CharField(label="推介条件", max_length=300, required=False, help_text="如:首年免租 3 个月")


class AnswerForm(HouseForm):
    """What the lead said."""

    answer = forms.ChoiceField(label="答复", choices=[c for c in Answer.choices if c[0] != "waiting"])
    on = day_field("答复日期")
    note = forms.CharField(label="说明", max_length=300, required=False)
