"""Letters to the city and their answers."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import day_field

from .typed import WAN, Dated, long_field, times, wan_field


class RequestForm(Dated):
    """A letter to the city."""

    past = ("asked_on",)
    number = forms.CharField(label="文号", max_length=120)
    title = forms.CharField(label="事项", max_length=200)
    text = long_field("请求内容")
    asked_of = forms.CharField(label="请示单位", max_length=120, initial="启东市财政局")
    asked_on = day_field("请示日期")
    due_on = day_field("答复期限", required=False)
    amount = wan_field("请求金额", required=False)
    file = forms.FileField(label="请示扫描件", required=False)

    def values(self) -> dict[str, Any]:
        """In yuan."""
        data = dict(self.cleaned_data)
        amount = times(data.pop("amount"), WAN)
        return {**data, "amount_yuan": amount}


class ReplyForm(Dated):
    """An answer of the city."""

    past = ("answered_on",)
    outcome = forms.ChoiceField(
        label="结果",
        choices=[("granted", "同意"), ("partly", "部分同意"), ("refused", "不同意"), ("interim", "阶段性回复")],
    )
    answered_on = day_field("答复日期")
    number = forms.CharField(label="答复文号", max_length=120, required=False, help_text="同意的必填")
    granted = wan_field("同意金额", required=False)
    text = long_field("答复内容")
    file = forms.FileField(label="答复扫描件", required=False)

    def values(self) -> dict[str, Any]:
        """In yuan."""
        data = dict(self.cleaned_data)
        granted = times(data.pop("granted"), WAN)
        return {**data, "granted_yuan": granted}
