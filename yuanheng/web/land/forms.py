"""Forms of parcels and their records. Money is typed in 万元 and kept in 元."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.enterprises.fields import FirmField
from yuanheng.web.projects.models import Project

from .models import FactKind, HoldingKind

TEN_THOUSAND = Decimal(10_000)


def mu_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    """An area in mu."""
    return forms.DecimalField(
        label=f"{label}(亩)",
        required=required,
        min_value=Decimal("0.0001"),
        max_digits=12,
        decimal_places=4,
        help_text=help_text,
    )


def money_field(label: str) -> forms.DecimalField:
    """Money in ten thousand yuan."""
    return forms.DecimalField(label=f"{label}(万元)", required=False, min_value=0, max_digits=16, decimal_places=6)


class ParcelForm(HouseForm):
    """Head facts of a parcel."""

    number = forms.CharField(label="地块号或宗地号", max_length=80)
    name = forms.CharField(label="名称", max_length=200, required=False)
    place = forms.CharField(label="坐落", max_length=200, required=False)
    town = forms.CharField(label="街镇", max_length=60, required=False)
    park = forms.CharField(label="园区片区", max_length=60, required=False)
    use = forms.CharField(label="用途", max_length=80, required=False, help_text="如:工业用地、商服用地")
    industry_code = forms.RegexField(r"^$|^[A-T]?\d{2,4}$", label="行业代码(GB/T 4754)", max_length=20, required=False)
    cluster = forms.CharField(label="产业", max_length=60, required=False)
    holder = FirmField(label="使用权人(名录企业)", required=False)
    holder_text = forms.CharField(
        label="使用权人(按权证写)", max_length=200, required=False, help_text="不在名录里的单位或个人只填这里"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RecordForm(HouseForm):
    """What every record asks: since when, on what paper."""

    on = day_field("日期")
    document = forms.CharField(label="文号或依据", max_length=200, required=False)
    file = forms.FileField(label="扫描件", required=False)
    reason = forms.CharField(label="说明", max_length=300, required=False)

    money: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Money into yuan."""
        data = super().clean() or {}
        for name in self.money:
            if data.get(name) is not None:
                data[name] = data[name] * TEN_THOUSAND
        return data


class SupplyForm(RecordForm):
    """A supply."""

    money = ("price", "planned_investment")
    on = day_field("供地时间(合同签订)")
    contract_no = forms.CharField(label="合同编号", max_length=120, required=False)
    way = forms.CharField(label="供地方式", max_length=40, required=False, help_text="挂牌出让、协议出让、划拨……")
    holder = FirmField(label="受让人(名录企业)", required=False)
    holder_text = forms.CharField(label="受让人(按合同写)", max_length=200, required=False)
    use = forms.CharField(label="土地用途", max_length=80, required=False)
    term = forms.DecimalField(label="年限", min_value=1, max_value=100, max_digits=4, decimal_places=1, required=False)
    area_mu = mu_field("供地面积")
    price = money_field("价款")
    planned_investment = money_field("约定总投资(不含地价和税费)")
    handed_over_on = day_field("交地时间", required=False)
    agreed_start_on = day_field("约定动工", required=False)
    agreed_completion_on = day_field("约定竣工", required=False)
    ratio_low = forms.DecimalField(label="容积率下限", min_value=0, max_digits=8, decimal_places=4, required=False)
    ratio_high = forms.DecimalField(label="容积率上限", min_value=0, max_digits=8, decimal_places=4, required=False)
    project = forms.ModelChoiceField(
        Project.objects.active().filter(land_mu__gt=0), label="用于项目", required=False, empty_label="不登记"
    )

    field_order = ("on", "contract_no", "way", "holder", "holder_text", "area_mu", "price", "agreed_start_on",
                   "agreed_completion_on", "handed_over_on", "use", "term", "ratio_low", "ratio_high",
                   "planned_investment", "project", "document", "file", "reason")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The term as a list: mixed uses have several."""
        data = super().clean()
        term = data.pop("term", None)
        data["term_years"] = [term] if term is not None else []
        return data


class FactForm(RecordForm):
    """A fact."""

    kind = forms.ChoiceField(label="事项", choices=[("", "请选择"), *FactKind.choices])
    amount = forms.DecimalField(
        label="数值", min_value=0, max_digits=20, decimal_places=4, required=False,
        help_text="面积填亩,已投资额填万元(不含地价和税费),容积率填比值;其他事项不填",
    )  # fmt: skip
    until = day_field("至", required=False, help_text="政府原因延误的最后一天(未结束先空着),或延长后的动工期限")

    field_order = ("kind", "on", "amount", "until", "document", "file", "reason")

    def clean(self) -> dict[str, Any]:
        """Invested money into yuan."""
        data = super().clean()
        if data.get("kind") == FactKind.INVESTED and data.get("amount") is not None:
            data["amount"] = data["amount"] * TEN_THOUSAND
        return data


class CertificateForm(RecordForm):
    """A certificate."""

    on = day_field("发证日期")
    number = forms.CharField(label="权证号", max_length=160)
    area_mu = mu_field("证载面积")
    holder_text = forms.CharField(label="权利人", max_length=200, required=False)

    field_order = ("number", "on", "area_mu", "holder_text", "document", "file", "reason")


class HoldingForm(RecordForm):
    """Who holds or rents it, what stands on it."""

    on = day_field("自")
    kind = forms.ChoiceField(label="类别", choices=HoldingKind.choices)
    enterprise = FirmField(label="名录企业", required=False)
    name = forms.CharField(label="名称", max_length=200, help_text="单位、个人,或地上物(如:一号厂房)")
    amount = forms.DecimalField(
        label="面积", min_value=0, max_digits=14, decimal_places=4, required=False, help_text="土地填亩,建筑填平方米"
    )
    until = day_field("至", required=False)

    field_order = ("kind", "name", "enterprise", "on", "until", "amount", "document", "file", "reason")


RECORD_FORMS: dict[str, tuple[str, type[RecordForm]]] = {
    "supply": ("登记供地", SupplyForm),
    "fact": ("登记用地事实", FactForm),
    "certificate": ("登记权证", CertificateForm),
    "holding": ("登记权属和使用", HoldingForm),
}
