"""Forms of disposals."""

from __future__ import annotations

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field

from .actions.disposals import CAUSES, WAY_CHOICES


class DisposalForm(HouseForm):
    """Cause and way, as the first look found."""

    cause = forms.ChoiceField(label="原因", choices=[("", "请选择"), *CAUSES])
    way = forms.ChoiceField(
        label="处置方式", choices=[("", "请选择"), *WAY_CHOICES],
        help_text="使用权人原因:满一年征缴闲置费,满两年无偿收回;政府原因:延长期限、协议有偿收回、置换、临时使用",
    )  # fmt: skip
    cause_note = forms.CharField(label="原因说明", max_length=300, required=False)
    hearing = forms.BooleanField(label="使用权人要求听证", required=False)


class ChangeWayForm(HouseForm):
    """Another road, and why."""

    cause = forms.ChoiceField(label="原因", choices=[("", "请选择"), *CAUSES])
    way = forms.ChoiceField(label="处置方式", choices=[("", "请选择"), *WAY_CHOICES])
    reason = forms.CharField(label="调查发现", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class FeeForm(HouseForm):
    """The day of payment."""

    on = day_field("缴清日期")
