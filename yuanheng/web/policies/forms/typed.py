"""Amounts as they are typed, long texts, and forms with days that cannot lie ahead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm

WAN = Decimal(10_000)
WAN_DIGITS: dict[str, Any] = {"max_digits": 16, "decimal_places": 6, "min_value": Decimal("0.000001")}


def wan_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DecimalField:
    """An amount typed in 万元."""
    return forms.DecimalField(label=f"{label}(万元)", required=required, help_text=help_text, **WAN_DIGITS)


def long_field(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    """A longer text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=4000, widget=area, required=required, help_text=help_text)


class Dated(HouseForm):
    """A form with a day that cannot lie ahead."""

    past: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """What happened, happened by today."""
        data = super().clean() or {}
        for name in self.past:
            day = data.get(name)
            if day is not None and day > self.today:
                self.add_error(name, f"{self.fields[name].label} {day} 晚于今天 {self.today},请核对。")
        return data


def times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """A typed amount in the stored unit."""
    return None if value is None else value * factor


def in_wan(value: Decimal | None) -> str | None:
    """A stored amount as it is typed."""
    return None if value is None else plain(value / WAN)


def plain(value: Decimal) -> str:
    """Digits alone, without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
