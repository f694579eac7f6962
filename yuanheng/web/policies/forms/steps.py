"""An application and the steps of its fulfilment."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation
from yuanheng.web.cases.forms import FilesField

from .typed import WAN, Dated, long_field, wan_field

JOINT = ("经济发展局", "招商局", "自然资源和规划局", "行政审批局")


class ApplyForm(HouseForm):
    """An application."""

    year = forms.IntegerField(label="政策年度", min_value=2000, max_value=2100)
    amount = wan_field("申请金额")
    reason = long_field("说明", rows=2, required=False, help_text="有条件不符合而仍申报的,写明理由")
    bureaus = forms.MultipleChoiceField(
        label="会审部门", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text="不选的按流程默认:经济发展局、财政局、税务局",
    )  # fmt: skip
    papers = FilesField(label="申报材料", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Organisation.objects.filter(ended_on__isnull=True, name__in=JOINT).order_by("name")
        self.fields["bureaus"].choices = [(o.name, o.name) for o in names]

    def values(self) -> dict[str, Any]:
        """In yuan."""
        return {**self.cleaned_data, "amount": self.cleaned_data["amount"] * WAN}


class ApproveForm(HouseForm):
    """The approved amount."""

    amount = wan_field("审定金额")
    opinion = forms.CharField(label="意见", max_length=300, initial="同意")

    def values(self) -> dict[str, Any]:
        """In yuan."""
        return {**self.cleaned_data, "amount": self.cleaned_data["amount"] * WAN}


class LowerForm(HouseForm):
    """A lower amount."""

    amount = wan_field("改为")
    reason = forms.CharField(label="理由", max_length=300)

    def values(self) -> dict[str, Any]:
        """In yuan."""
        return {**self.cleaned_data, "amount": self.cleaned_data["amount"] * WAN}


class AnnounceForm(Dated):
    """A public notice."""

    past = ("since",)
    place = forms.CharField(label="公示位置", max_length=200, initial="开发区门户网站")
    since = day_field("公示开始")

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return dict(self.cleaned_data)


class ObjectionForm(Dated):
    """An objection received."""

    past = ("received_on",)
    received_on = day_field("收到日期")
    text = long_field("异议内容", rows=2)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return dict(self.cleaned_data)


class SettleForm(Dated):
    """The check of an objection."""

    past = ("on",)
    on = day_field("核查日期")
    answer = long_field("核查结果", rows=2)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return dict(self.cleaned_data)


class CloseNoticeForm(HouseForm):
    """The notice has run out."""

    opinion = forms.CharField(label="公示结果", max_length=300, initial="公示期满,无异议")

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return dict(self.cleaned_data)


class PayForm(Dated):
    """A payment."""

    past = ("paid_on_day",)
    amount = wan_field("拨付金额")
    paid_on_day = day_field("拨付日期")
    voucher = forms.CharField(label="凭证号", max_length=80)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def values(self) -> dict[str, Any]:
        """In yuan."""
        return {**self.cleaned_data, "amount": self.cleaned_data["amount"] * WAN}


class ReverseForm(HouseForm):
    """Why a payment was wrong."""

    reason = forms.CharField(label="冲销原因", max_length=200)
