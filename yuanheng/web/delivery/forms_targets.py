"""The form of a year's target."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm

from .models import MILESTONES, YearTarget


class TargetForm(HouseForm):
    """What is counted, from which amount on, how many, and whose sentence it is; amounts in 万."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    label = forms.CharField(label="目标", max_length=80)
    stage = forms.ChoiceField(label="计数阶段", choices=MILESTONES)
    value = forms.IntegerField(label="目标数(个)", min_value=0, max_value=100_000)
    min_yuan = forms.DecimalField(
        label="人民币项目不低于(万元)", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    min_usd = forms.DecimalField(
        label="美元项目不低于(万美元)", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    source = forms.CharField(label="计划原文", max_length=300)

    def __init__(self, *args: Any, target: YearTarget | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target

    def clean(self) -> dict[str, Any]:
        """One label, one target of a year; amounts in the base unit."""
        data = super().clean() or {}
        others = YearTarget.objects.exclude(pk=self.target.pk) if self.target else YearTarget.objects.all()
        if others.filter(year=data.get("year"), label=data.get("label")).exists():
            self.add_error("label", "这一年已有同名目标。")
        for key in ("min_yuan", "min_usd"):
            if data.get(key) is not None:
                data[key] *= 10_000
        return data
