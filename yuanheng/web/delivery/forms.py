"""Forms of delivery; amounts are typed in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation, User

from .models import MILESTONES
from .rules import escalation

MONTH = {"input_formats": ["%Y-%m", "%Y-%m-%d"], "widget": forms.DateInput(attrs={"type": "month"}, format="%Y-%m")}
PLACES = {"max_digits": 16, "decimal_places": 4, "min_value": Decimal(0), "required": False}


class PlanForm(HouseForm):
    """A milestone's date."""

    milestone = forms.ChoiceField(label="节点", choices=MILESTONES)
    on = day_field("计划日期")
    reason = forms.CharField(label="调整原因", max_length=200, required=False, help_text="首次填写不需要")


class ReportForm(HouseForm):
    """A month."""

    month = forms.DateField(label="月份", **MONTH)  # type: ignore[arg-type]
    done = forms.DecimalField(label="本月完成投资(万元)", help_text="不知道就留空,不要填 0", **PLACES)  # type: ignore[arg-type]
    cumulative = forms.DecimalField(label="累计完成投资(万元)", **PLACES)  # type: ignore[arg-type]
    text = forms.CharField(label="形象进度", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PictureForm(HouseForm):
    """A picture; the place is filled by the browser if the user allows it."""

    file = forms.FileField(label="照片", widget=forms.FileInput(attrs={"accept": "image/*"}))
    month = forms.DateField(label="月份", **MONTH)  # type: ignore[arg-type]
    caption = forms.CharField(label="说明", max_length=120, required=False)
    latitude = forms.DecimalField(
        min_value=-90, max_value=90, max_digits=9, decimal_places=6, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        min_value=-180, max_value=180, max_digits=9, decimal_places=6, required=False, widget=forms.HiddenInput
    )


class DifficultyForm(HouseForm):
    """A difficulty."""

    title = forms.CharField(label="难点", max_length=120)
    description = forms.CharField(label="具体情况", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    severity = forms.ChoiceField(label="程度")
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="责任部门", empty_label="请选择"
    )
    person = forms.ModelChoiceField(User.objects.filter(is_active=True), label="责任人", required=False)
    due_on = day_field("要求解决日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["severity"].choices = [(s.code, s.label) for s in escalation().severities]  # type: ignore[attr-defined]


class MoveForm(HouseForm):
    """What happened to a difficulty."""

    kind = forms.ChoiceField(
        label="办理",
        choices=[("updated", "登记进展"), ("resolved", "已解决"), ("closed", "销号"), ("reopened", "重开")],
    )
    text = forms.CharField(label="说明", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class InstructionForm(HouseForm):
    """A leader's word."""

    text = forms.CharField(label="批示", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = day_field("要求办结", required=False)


class YearPlanForm(HouseForm):
    """A year's planned investment."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    amount = forms.DecimalField(label="计划投资(万元)", min_value=0, max_digits=16, decimal_places=4)
