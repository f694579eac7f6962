"""A firm in a form: typed as name, code or pinyin; anything that does not mean one firm is asked about."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.enterprises.models import Enterprise

MOST_NAMED = 5


class FirmField(forms.CharField):
    """One firm of the register; cleaned to an `Enterprise` (None where empty and not required)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "输入企业全称、代码或拼音首字母")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Enterprise | None:  # type: ignore[override]
        """The firm meant."""
        text = super().clean(value)
        return find_firm(text) if text else None


class FirmsField(forms.CharField):
    """Several firms, one a line; all lines that mean no firm are named at once."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[Enterprise]:  # type: ignore[override]
        """The firms meant."""
        found, problems = [], []
        for line in str(super().clean(value) or "").splitlines():
            if line.strip():
                try:
                    found.append(find_firm(line.strip()))
                except forms.ValidationError as error:
                    problems.extend(error.messages)
        if problems:
            raise forms.ValidationError(problems)
        return list(dict.fromkeys(found))


def find_firm(text: str) -> Enterprise:
    """The one firm that the text means: exactly named, or the only one that matches.

    Raises:
        ValidationError: none, or several; the first of them are named.
    """
    exact = Enterprise.objects.filter(name=text)[:2]
    found = list(exact) if len(exact) == 1 else list(Enterprise.objects.matching(text)[: MOST_NAMED + 1])
    if not found:
        raise forms.ValidationError(f"名录中没有“{text}”:请核对名称,或先把企业登记入名录。")
    if len(found) > 1:
        names = "、".join(e.name for e in found[:MOST_NAMED]) + ("等" if len(found) > MOST_NAMED else "")
        raise forms.ValidationError(f"“{text}”对应多家企业:{names}。请写全称或代码。")
    return found[0]
