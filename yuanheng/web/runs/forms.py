"""What the analyst chooses: what to run, what to compare."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from yuanheng.web.base.forms import HouseForm
from yuanheng.web.base.moment import SHANGHAI

from .models import Run


class NewRunForm(HouseForm):
    """Scheme, year, and optionally the day up to which figures count."""

    scheme = forms.ChoiceField(label="评价办法", error_messages={"required": "请先选择一个评价办法"})
    year = forms.TypedChoiceField(label="评价年度", coerce=int)
    known_on = forms.DateField(
        label="数据截至",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="留空为现在已有的全部数据;填写日期则只用那一天结束前已收到的数据",
    )
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="例如:征求意见稿、补报数据后重算")

    def __init__(self, *args: Any, schemes: list[str], years: list[int], today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["scheme"].choices = [(name, name) for name in schemes]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, f"{year} 年") for year in years]  # type: ignore[attr-defined]

    def clean_known_on(self) -> datetime.date | None:
        """A day to come knows nothing yet."""
        day = self.cleaned_data["known_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("数据截至日不能晚于今天")
        return day


class CompareForm(HouseForm):
    """The earlier and the later of two runs."""

    a = forms.ModelChoiceField(Run.objects.none(), label="前一批次", empty_label="请选择")
    b = forms.ModelChoiceField(Run.objects.none(), label="后一批次", empty_label="请选择")

    def __init__(self, *args: Any, runs: QuerySet[Run], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].queryset = runs  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = run_label  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A run does not differ from itself."""
        data = super().clean() or {}
        if data.get("a") is not None and data.get("a") == data.get("b"):
            raise forms.ValidationError("请选择两个不同的批次")
        return data


def run_label(run: Run) -> str:
    """A run in a list to choose from."""
    return f"{run} · {run.scheme_title} · {run.asked_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
