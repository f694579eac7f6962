"""A project or a channel in a form: typed as number, name or pinyin; what does not mean one is asked about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from yuanheng.web.projects.models import Project

from .models import Channel

MOST_NAMED = 5


class ProjectField(forms.CharField):
    """One project; cleaned to a `Project` (None where empty and not required)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "输入项目编号、名称或拼音首字母")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Project | None:  # type: ignore[override]
        """The project meant."""
        text = super().clean(value)
        return _one(text, Project, Q(number=text) | Q(name=text), "招商项目库") if text else None


class ChannelField(forms.CharField):
    """One channel; cleaned to a `Channel` (None where empty and not required)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "输入名称或拼音首字母")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Channel | None:  # type: ignore[override]
        """The channel meant."""
        text = super().clean(value)
        return _one(text, Channel, Q(name=text), "招商渠道") if text else None


def _one(text: str, model: Any, exactly: Q, register: str) -> Any:
    """The one row that the text means: exactly named, or the only one that matches.

    Raises:
        ValidationError: none, or several; the first of them are named.
    """
    exact = list(model.objects.filter(exactly)[:2])
    found = exact if len(exact) == 1 else list(model.objects.matching(text)[: MOST_NAMED + 1])
    if not found:
        raise forms.ValidationError(f"{register}中没有“{text}”:请核对,或先登记。")
    if len(found) > 1:
        names = "、".join(str(row) for row in found[:MOST_NAMED]) + ("等" if len(found) > MOST_NAMED else "")
        raise forms.ValidationError(f"“{text}”对应多条记录:{names}。请写全称或编号。")
    return found[0]
