"""Forms of the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field

from .models import PowerState


class PowerEventForm(HouseForm):
    """What happened to a power."""

    state = forms.ChoiceField(label="变化", choices=[])
    on = day_field("日期")
    document = forms.CharField(label="文件名称", max_length=200, required=False, help_text="下放、收回必须填写")
    number = forms.CharField(label="文号", max_length=120, required=False)
    file = forms.FileField(label="扫描件", required=False)
    reason = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, states: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, PowerState(s).label) for s in states]  # type: ignore[attr-defined]


class ReasonForm(HouseForm):
    """Why."""

    reason = forms.CharField(label="理由", max_length=300)


class AskForm(HouseForm):
    """A power we ask for."""

    on = day_field("提出日期")
    reason = forms.CharField(label="理由", max_length=300, help_text="结合哪些项目、能省几天")
