"""Forms of contracts, payments and events."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.shown import CURRENCIES

from .actions.events import Guest
from .fields import ChannelField, ProjectField
from .forms import PAPER, sum_field
from .models import EventKind, Trigger
from .rules import region_choices

_MARKS = re.compile(r"[,,;;|\t]")


class CommissionForm(HouseForm):
    """A contract."""

    number = forms.CharField(label="合同编号", max_length=60)
    scope = forms.CharField(label="委托范围", max_length=300)
    trigger = forms.ChoiceField(label="付费条件", choices=Trigger.choices)
    currency = forms.ChoiceField(label="币种", choices=[("", "请选择"), *CURRENCIES.items()])
    fixed = sum_field("每个项目固定费用", help_text="与比例二选一")
    percent = forms.DecimalField(
        label="按到位资金的比例(%)", required=False, min_value=0, max_value=100, max_digits=7, decimal_places=4
    )
    cap = sum_field("每个项目最多", help_text="没有写明的留空")
    since = day_field("自")
    until = day_field("至", required=False)
    file = forms.FileField(label="合同文件", help_text=PAPER)

    def clean(self) -> dict[str, Any]:
        """One fee rule."""
        data = super().clean() or {}
        if not self.errors and (data.get("fixed") is None) == (data.get("percent") is None):
            self.add_error("percent", "固定费用和比例必须且只能填一项。")
        return data


class PaymentForm(HouseForm):
    """A payment for one project."""

    project = ProjectField(label="项目")
    amount = sum_field("金额", required=True)
    currency = forms.ChoiceField(label="币种", choices=[("", "请选择"), *CURRENCIES.items()])
    paid_on = day_field("付款日期")
    voucher = forms.CharField(label="凭证号", max_length=60)


class GuestsField(forms.CharField):
    """Guests, one a line: name, company, title; all faults at once."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[Guest]:  # type: ignore[override]
        """The guests."""
        found, problems = [], []
        for line in str(super().clean(value) or "").splitlines():
            parts = [p.strip() for p in _MARKS.split(line)]
            if not any(parts):
                continue
            if (
                not parts[0]
                or len(parts) > 3
                or any(len(p) > most for p, most in zip(parts, (60, 200, 60), strict=False))
            ):
                problems.append(f"“{line.strip()[:60]}”读不出来:应为 姓名,单位,职务。")
            else:
                found.append(Guest(*parts))
        if problems:
            raise forms.ValidationError(problems)
        return found


class EventForm(HouseForm):
    """An event that was held."""

    name = forms.CharField(label="活动名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=EventKind.choices)
    on = day_field("日期")
    region = forms.ChoiceField(label="地区", choices=lambda: [("", "请选择"), *region_choices()])
    city = forms.CharField(label="城市或区", max_length=60, required=False)
    place = forms.CharField(label="地点", max_length=200, required=False)
    host = forms.CharField(label="主办单位", max_length=200, required=False)
    channel = ChannelField(label="承办渠道", required=False, help_text="办公室、协会等,输入名称或拼音首字母")
    cost_yuan = sum_field("费用(元)", help_text="不清楚的留空,没有发生的填 0")
    guests = GuestsField(label="来宾", required=False, help_text="一行一位:姓名,单位,职务")
    note = forms.CharField(label="情况", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label="方案或签到表", required=False)


class GuestsForm(HouseForm):
    """More guests."""

    guests = GuestsField(label="来宾", help_text="一行一位:姓名,单位,职务")


class LeadForm(HouseForm):
    """A project that came of the event."""

    project = ProjectField(label="项目")
    on = day_field("线索日期")
