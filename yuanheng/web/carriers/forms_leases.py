"""Forms of leases and tenants."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.enterprises.fields import FirmField

from .forms import m2_field
from .library.words import read_free, read_steps
from .models import RentBasis
from .rules import kind_choices


class LeaseForm(HouseForm):
    """A lease of one unit."""

    tenant = forms.CharField(label="承租单位", max_length=200, help_text="照合同写全称")
    kind = forms.ChoiceField(label="业态", choices=lambda: [("", "未分类"), *kind_choices()], required=False)
    number = forms.CharField(label="合同编号", max_length=60, required=False)
    starts = day_field("起租日")
    ends = day_field("到期日", help_text="最后一天,含当天")
    area = m2_field("承租面积(㎡)", help_text="留空即单元的可出租面积")
    rent = forms.DecimalField(
        label="租金",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=4,
        help_text="没有约定租金的填 0,不清楚的留空",
    )
    basis = forms.ChoiceField(label="租金单位", choices=[("", "请选择"), *RentBasis.choices], required=False)
    deposit = forms.DecimalField(label="押金(元)", required=False, min_value=0, max_digits=14, decimal_places=2)
    free = forms.CharField(
        label="免租期", required=False, max_length=300, help_text="如:3个月;或 2021-01-01至2021-03-31,几段用分号隔开"
    )
    step = forms.CharField(
        label="递增", required=False, max_length=300, help_text="如:每年5%;第3年起每年3%;2023-01-01起 2.5"
    )
    note = forms.CharField(label="备注", max_length=300, required=False)
    file = forms.FileField(label="合同", required=False, help_text="扫描件或电子文件")

    def clean(self) -> dict[str, Any]:
        """The words of steps and rent-free periods, read against the term."""
        data = super().clean() or {}
        if data.get("rent") is not None and not data.get("basis"):
            self.add_error("basis", "写了租金,请选租金的单位。")
        starts, ends = data.get("starts"), data.get("ends")
        if starts is None or ends is None:
            return data
        if ends < starts:
            self.add_error("ends", f"到期日不能早于起租日 {starts}。")
            return data
        for name, read in (("free", read_free), ("step", read_steps)):
            found = read(data.get(name, ""), starts=starts, ends=ends)
            if found is None:
                self.add_error(name, f"没有读懂“{data[name]}”,请照提示的写法填。")
            else:
                data[name] = found
        return data


class CorrectForm(LeaseForm):
    """With why the lease was wrong."""

    reason = forms.CharField(label="更正原因", max_length=200)


class EndForm(HouseForm):
    """An early end."""

    last = day_field("最后一天", help_text="提前退租的最后一天,含当天")
    reason = forms.CharField(label="原因", max_length=200)


class MatchForm(HouseForm):
    """Which firm a tenant is."""

    enterprise = FirmField(label="名录企业")
    why = forms.CharField(label="依据", max_length=300, required=False, help_text="如:核对了营业执照")
