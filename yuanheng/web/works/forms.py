"""Forms of works. Money is typed in 万元 for budget and contract as in the papers, payments in yuan to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field
from yuanheng.web.base.models import Organisation, Post

from .models import PlanningPaper, Work
from .models.utilities import UtilityKind
from .models.work import MoneyKind
from .reserving import parks
from .rowspecs import PLACES, Register, RowField
from .rules import kind_choices, topic_choices
from .standing import labels_of

SYSTEMS = (
    ("", "按文件所写"), ("cgcs2000", "CGCS2000 经纬度"), ("gcj02", "GCJ-02(网络地图)"), ("120", "高斯 3 度带,中央经线 120°"),
    ("123", "高斯 3 度带,中央经线 123°"), ("117", "高斯 3 度带,中央经线 117°"),
)  # fmt: skip


def lines(label: str, *, required: bool = False, rows: int = 3, help_text: str = "") -> forms.CharField:
    """A longer text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=60_000, widget=widget, help_text=help_text)


class WorkForm(HouseForm):
    """A work."""

    name = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=lambda: [("", "请选择"), *kind_choices()])
    topic = forms.ChoiceField(
        label="计划事项", required=False, choices=lambda: [("", "不对应计划里的一句话"), *topic_choices()]
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="责任部门", empty_label="请选择"
    )
    post = forms.ModelChoiceField(
        Post.objects.filter(ended_on__isnull=True).select_related("organisation"), label="责任岗位", required=False,
        empty_label="未定",
    )  # fmt: skip
    contractor = forms.CharField(label="实施单位", max_length=200, required=False)
    park = forms.ChoiceField(label="区中园", required=False, choices=lambda: [("", "不属于"), *parks().items()])
    utility = forms.ChoiceField(label="扩容设施", required=False, choices=[("", "不是扩容"), *UtilityKind.choices])
    adds = forms.DecimalField(
        label="增加能力", required=False, max_digits=14, decimal_places=4, min_value=Decimal("0.0001"),
        help_text="扩容工程填,单位见设施名称后的括号;投运之日起计入能力",
    )  # fmt: skip
    summary = lines("内容")


class MoneyForm(HouseForm):
    """Budget or contract."""

    kind = forms.ChoiceField(label="类别", choices=[c for c in MoneyKind.choices if c[0] != MoneyKind.PAID])
    wan = forms.DecimalField(label="金额(万元)", max_digits=16, decimal_places=6, min_value=0)
    on = day_field("日期", help_text="批复、签订或变更的日期")
    document = forms.CharField(
        label="文件", max_length=120, required=False, help_text="如:启发改〔2021〕31 号、合同编号"
    )
    reason = forms.CharField(label="调整原因", max_length=200, required=False, help_text="首次登记不需要")
    file = forms.FileField(label="扫描件", required=False)


class PayForm(HouseForm):
    """A payment, in yuan to the cent."""

    amount = forms.DecimalField(label="金额(元)", max_digits=18, decimal_places=2, help_text="冲减填负数,并写原因")
    on = day_field("付款日期")
    document = forms.CharField(label="凭证号", max_length=120, required=False)
    reason = forms.CharField(
        label="原因", max_length=200, required=False, help_text="超过合同价或冲减时必须写明,超付会一直标出"
    )
    file = forms.FileField(label="凭证", required=False)


class StepForm(HouseForm):
    """When a step is to be done."""

    step = forms.ChoiceField(label="节点")
    on = day_field("计划日期")
    reason = forms.CharField(label="调整原因", max_length=200, required=False, help_text="首次填写的是基准,不需要原因")

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = list(labels_of(work).items())  # type: ignore[attr-defined]


class ReportForm(HouseForm):
    """How far it is."""

    on = day_field("日期")
    percent = forms.DecimalField(
        label="形象进度(%)", required=False, min_value=0, max_value=100, max_digits=4, decimal_places=1,
        help_text="正在实施的那一步做了多少;不清楚就留空,不要填 0",
    )  # fmt: skip
    text = forms.CharField(label="说明", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class PictureForm(HouseForm):
    """A picture; the place is filled by the browser if the user allows it."""

    file = forms.FileField(label="照片", widget=forms.FileInput(attrs={"accept": "image/*"}))
    on = day_field("日期", help_text="照片自带拍摄时间的,以照片为准")
    caption = forms.CharField(label="说明", max_length=120, required=False)
    latitude = forms.DecimalField(
        min_value=-90, max_value=90, max_digits=9, decimal_places=6, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        min_value=-180, max_value=180, max_digits=9, decimal_places=6, required=False, widget=forms.HiddenInput
    )


class PlaceForm(HouseForm):
    """Where it lies: a file of polygons, or coordinates."""

    shape = forms.ChoiceField(
        label="形状", choices=[("line", "线"), ("polygon", "面"), ("point", "点")], required=False
    )
    points = lines(
        "坐标", rows=6, help_text="一行一个点:经度,纬度(CGCS2000);或粘贴一个 GeoJSON。上传文件时留空",
    )  # fmt: skip
    file = forms.FileField(
        label="界线文件", required=False, help_text="GeoJSON、Shapefile(.zip)、GeoPackage、DXF 的面,或界址点表(.xlsx)"
    )
    system = forms.ChoiceField(label="坐标系", choices=SYSTEMS, required=False, help_text="文件没有写明时选定")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if bool(data.get("points")) == bool(data.get("file")):
            raise forms.ValidationError("坐标和界线文件填一样。")
        if data.get("points") and not data.get("shape"):
            raise forms.ValidationError("选定形状:线、面或点。")
        return data


class PaperForm(HouseForm):
    """A version, a review, an approval."""

    what = forms.ChoiceField(label="类别", choices=PlanningPaper._meta.get_field("what").choices)
    version = forms.CharField(label="版本", max_length=60, help_text="如:征求意见稿、送审稿、报批稿")
    on = day_field("日期")
    body = forms.CharField(label="单位", max_length=120, required=False, help_text="编制、评审或批复的单位")
    number = forms.CharField(label="文号", max_length=120, required=False, help_text="批复必填")
    opinion = forms.CharField(label="意见", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = day_field("规划期自", required=False, help_text="批复必填")
    valid_until = day_field("规划期至", required=False, help_text="批复必填")
    file = forms.FileField(label="文件", required=False)


class ImportForm(HouseForm):
    """A sheet of a register."""

    file = SheetField(label="表格")


class RemoveForm(HouseForm):
    """Why a row is taken out."""

    reason = forms.CharField(label="移出原因", max_length=200)


class RowForm(HouseForm):
    """A row of a register; its fields are the register's."""

    def __init__(self, *args: Any, register: Register, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in register.columns:
            self.fields[field.name] = _row_field(field)
        if register.hidden_key:
            self.fields["key"].help_text = "没有户号的留空,按村组和户主编号"
        if known:
            self.fields["key"].widget = forms.HiddenInput()
            self.fields["reason"] = forms.CharField(label="变更原因", max_length=200)
        from yuanheng.web.base.forms import dress

        dress(self)


def _row_field(field: RowField) -> forms.Field:
    asked = {"label": field.heading, "required": field.required}
    if field.kind in PLACES:
        return forms.DecimalField(max_digits=16, decimal_places=PLACES[field.kind], min_value=0, **asked)  # type: ignore[arg-type]
    if field.kind == "day":
        return day_field(field.heading, required=field.required)
    if field.kind == "flag":
        return forms.TypedChoiceField(
            choices=[("", "不清楚"), ("yes", "是"), ("no", "否")],
            coerce=lambda v: v == "yes",
            empty_value=None,
            **asked,  # type: ignore[arg-type]
        )
    if field.kind == "choice":
        return forms.ChoiceField(choices=[*(() if field.required else [("", "未定")]), *field.choices], **asked)  # type: ignore[arg-type]
    if field.kind == "count":
        return forms.IntegerField(min_value=0, max_value=10**9, **asked)  # type: ignore[arg-type]
    return forms.CharField(max_length=80 if field.name in ("key", "village", "town", "holder") else 120, **asked)  # type: ignore[arg-type]


class CapacityForm(HouseForm):
    """What a supplier said of a day."""

    park = forms.ChoiceField(label="区中园", choices=lambda: list(parks().items()))
    kind = forms.ChoiceField(label="设施", choices=UtilityKind.choices)
    as_of = day_field("截至日期")
    capacity = forms.DecimalField(
        label="能力", max_digits=16, decimal_places=4, min_value=0, help_text="单位见设施名称后的括号"
    )
    contracted = forms.DecimalField(label="已签约", max_digits=16, decimal_places=4, min_value=0)
    used = forms.DecimalField(
        label="最大使用",
        max_digits=16,
        decimal_places=4,
        min_value=0,
        required=False,
        help_text="不知道的留空,不要填 0",
    )
    told_by = forms.CharField(label="提供单位", max_length=100)
    document = forms.CharField(label="依据文件", max_length=200)
    reason = forms.CharField(label="更正原因", max_length=200, required=False, help_text="同一天已登记过的才填")
    file = forms.FileField(label="扫描件", required=False)


class PromiseForm(HouseForm):
    """A promise to a project."""

    park = forms.ChoiceField(label="区中园", choices=lambda: list(parks().items()))
    kind = forms.ChoiceField(label="设施", choices=UtilityKind.choices)
    amount = forms.DecimalField(label="数量", max_digits=16, decimal_places=4, min_value=Decimal("0.0001"))
    until = day_field("保留至")
    document = forms.CharField(label="依据文件", max_length=200, required=False)


class ReleaseForm(HouseForm):
    """Why a promise is released."""

    reason = forms.CharField(label="释放原因", max_length=200)
