"""Forms of the register of tenancies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field
from yuanheng.web.enterprises.fields import FirmField

from .models import FIGURES, ImportKind, Side

PAPER = "上传扫描件或电子文件"
M2, MU = "m2", "mu"


class AreaForm(HouseForm):
    """The figures of a statement."""

    floor_m2 = forms.DecimalField(label="建筑面积(㎡)", required=False, max_digits=14, decimal_places=2)
    land = forms.DecimalField(
        label="土地面积", required=False, max_digits=14, decimal_places=6,
        help_text="合同写明土地面积的才填;没有写明的留空,按规则推算",
    )  # fmt: skip
    land_unit = forms.ChoiceField(label="土地面积单位", choices=[(MU, "亩"), (M2, "㎡")])
    since = day_field("租期起")
    until = day_field("租期止", required=False, help_text="没有写明的留空")
    rent_yuan = forms.DecimalField(label="年租金(元)", required=False, min_value=0, max_digits=16, decimal_places=2)
    file = forms.FileField(label="合同或申报表", required=False, help_text=PAPER)

    def figures(self) -> dict[str, Any]:
        """As a statement takes them; ㎡ of land are 0.0015 亩 each."""
        data = self.cleaned_data
        land = data["land"]
        if land is not None and data["land_unit"] == M2:
            land = land * Decimal("0.0015")
        return {
            "since": data["since"], "until": data["until"], "floor_m2": data["floor_m2"], "land_mu": land,
            "rent_yuan": data["rent_yuan"],
        }  # fmt: skip


class TenancyForm(AreaForm):
    """A lease: the parties, the place, and what is stated of it."""

    owner = FirmField(label="出租方(本区企业)", required=False)
    owner_name = forms.CharField(
        label="出租方(区外)", required=False, max_length=200, help_text="不在企业名录中的填全称"
    )
    tenant = FirmField(label="承租方(本区企业)", required=False)
    tenant_name = forms.CharField(
        label="承租方(区外)", required=False, max_length=200, help_text="不在企业名录中的填全称"
    )
    address = forms.CharField(label="坐落", required=False, max_length=200, help_text="如:创业路 8 号 3 幢")
    parcel = forms.CharField(label="宗地号或权证号", required=False, max_length=80)
    said_by = forms.ChoiceField(
        label="依据", choices=[("both", "双方签字的合同"), *((s.value, f"{s.label}的申报") for s in Side)],
        help_text="双方签字的合同登记为双方各自的申报;只有一方申报的,另一方的申报以后补登",
    )  # fmt: skip
    field_order = (
        "owner", "owner_name", "tenant", "tenant_name", "address", "parcel", "said_by", "floor_m2", "land", "land_unit",
        "since", "until", "rent_yuan", "file",
    )  # fmt: skip


class StatementForm(AreaForm):
    """What one side states."""

    side = forms.ChoiceField(label="申报方", choices=Side.choices)
    holds_from = day_field("数自", required=False, help_text="面积从哪天起变为这个数;留空为租期起")
    reason = forms.CharField(label="更正原因", required=False, max_length=200, help_text="这一方以前申报过的必填")
    field_order = (
        "side", "floor_m2", "land", "land_unit", "since", "until", "rent_yuan", "holds_from", "reason", "file",
    )  # fmt: skip


class ConfirmForm(HouseForm):
    """Who confirmed on the firm's behalf."""

    person = forms.CharField(label="确认人", max_length=80)
    on = day_field("确认日期")
    file = forms.FileField(label="签字文件", required=False)


class SettleForm(HouseForm):
    """Whose figure stands, and why."""

    what = forms.ChoiceField(label="事项", choices=FIGURES, widget=forms.HiddenInput)
    stands = forms.ChoiceField(label="以谁为准", choices=Side.choices)
    reason = forms.CharField(label="理由", max_length=300)
    file = forms.FileField(label="依据文件", required=False)


class WithdrawForm(HouseForm):
    """Why a record is taken back."""

    reason = forms.CharField(label="撤回原因", max_length=200)


class HoldingForm(HouseForm):
    """A certificate."""

    enterprise = FirmField(label="企业")
    certificate = forms.CharField(
        label="权证号", required=False, max_length=80, help_text="名下没有用地的留空,面积填 0"
    )
    parcel = forms.CharField(label="宗地号", required=False, max_length=80)
    address = forms.CharField(label="坐落", required=False, max_length=200)
    land = forms.DecimalField(label="持证面积", min_value=0, max_digits=14, decimal_places=6)
    land_unit = forms.ChoiceField(label="面积单位", choices=[(MU, "亩"), (M2, "㎡")])
    floor_m2 = forms.DecimalField(label="建筑面积(㎡)", required=False, min_value=0, max_digits=14, decimal_places=2)
    plot_ratio = forms.DecimalField(label="容积率", required=False, max_digits=6, decimal_places=3)
    since = day_field("自")
    until = day_field("至", required=False)
    reason = forms.CharField(label="说明", required=False, max_length=200)
    file = forms.FileField(label="权证文件", required=False, help_text=PAPER)

    def land_mu(self) -> Decimal:
        """In 亩."""
        land: Decimal = self.cleaned_data["land"]
        return land * Decimal("0.0015") if self.cleaned_data["land_unit"] == M2 else land


class DayForm(HouseForm):
    """On which day, as known on which day."""

    on = day_field("日期", required=False)
    known_on = day_field("按这天已知", required=False)


class AccountForm(HouseForm):
    """A shared account."""

    account = forms.CharField(label="户号", max_length=40, help_text="供电公司账单上的户号")
    holder = FirmField(label="户主")
    address = forms.CharField(label="用电地址", required=False, max_length=200)


class UserForm(HouseForm):
    """A firm behind an account."""

    enterprise = FirmField(label="用电企业")
    number = forms.CharField(label="分表号", required=False, max_length=40, help_text="没有装分表的留空,填约定比例")
    multiplier = forms.DecimalField(label="倍率", required=False, max_digits=10, decimal_places=4, help_text="留空为 1")
    percent = forms.DecimalField(label="约定比例(%)", required=False, max_digits=7, decimal_places=4)
    since = day_field("自")
    until = day_field("至", required=False)
    file = forms.FileField(label="协议", required=False, help_text=PAPER)


class ReadingForm(HouseForm):
    """kWh of a month."""

    of = forms.ChoiceField(label="表")
    month = forms.DateField(
        label="月份", input_formats=["%Y-%m"], widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
    )
    usage = forms.DecimalField(
        label="电量或止码减起码", max_digits=16, decimal_places=2, min_value=0,
        help_text="分表填止码减起码,系统乘倍率;账单填账单电量(度)",
    )  # fmt: skip
    reason = forms.CharField(label="更正原因", required=False, max_length=200)

    def __init__(self, *args: Any, users: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "账单"), *((str(u.pk), f"{u.number} {u.enterprise}(倍率 {u.multiplier:g})") for u in users)]
        self.fields["of"] = forms.ChoiceField(label="表", choices=choices, required=False)
        self.fields["of"].widget.attrs["class"] = "form-select"
        self.order_fields(["of", "month", "usage", "reason"])


class SettleMonthForm(HouseForm):
    """Why a difference stands."""

    month = forms.DateField(widget=forms.HiddenInput)
    bill_kwh = forms.DecimalField(widget=forms.HiddenInput)
    read_kwh = forms.DecimalField(widget=forms.HiddenInput)
    reason = forms.CharField(label="理由", max_length=300)


class ListForm(HouseForm):
    """A list to bring in."""

    kind = forms.ChoiceField(label="种类", choices=ImportKind.choices)
    said_by = forms.ChoiceField(
        label="谁填报的", choices=[("both", "双方签字的台账"), *((s.value, f"{s.label}填报") for s in Side)],
        help_text="表里写明填报企业的,以表为准;分表清单不问",
    )  # fmt: skip
    file = SheetField(label="文件", help_text=".xlsx、.xls、.ods 或 .csv")
