"""What was found out of a subject, in the shape of its field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import day_field
from yuanheng.web.cultivation.rules import kinds
from yuanheng.web.projects.stages import stage_rules

from ..matching import Field
from .conditions import SPLIT
from .typed import WAN, WAN_DIGITS, Dated, plain

CURRENCIES = (("yuan", "万元"), ("usd", "万美元"))


class AnswerForm(Dated):
    """What was found out, in the shape of its field."""

    past = ("found_on",)
    basis = forms.CharField(label="依据", max_length=200, help_text="看了什么材料、问了谁")
    found_on = day_field("核实日期")

    def __init__(self, *args: Any, about: Field, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.name = about, name
        self.fields = {**_answer_fields(about, name), **self.fields}
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if select else "form-control")

    def stored(self) -> Any:
        """The JSON of the answer."""
        value = self.cleaned_data["value"]
        match self.about.kind:
            case "amount":
                return plain(value * self.about.factor)
            case "money":
                return {"amount": plain(value * WAN), "currency": self.cleaned_data["currency"]}
            case "flag":
                return value == "yes"
            case "date":
                return value.isoformat()
            case "words":
                return [part for part in SPLIT.split(value) if part]
        return value


def _answer_fields(about: Field, name: str) -> dict[str, forms.Field]:
    label = f"{about.label}({about.typed})" if about.typed else about.label
    match about.kind:
        case "amount":
            return {"value": forms.DecimalField(label=label, max_digits=16, decimal_places=6, min_value=Decimal(0))}
        case "money":
            money = forms.DecimalField(label=f"{label}(万)", **WAN_DIGITS)
            return {"value": money, "currency": forms.ChoiceField(label="币种", choices=CURRENCIES)}
        case "flag":
            return {"value": forms.ChoiceField(label=label, choices=[("yes", "是"), ("no", "否")])}
        case "choice":
            return {"value": forms.ChoiceField(label=label, choices=list(about.choices.items()))}
        case "set":
            held = [(code, kind.label) for code, kind in kinds().items()]
            return {"value": forms.MultipleChoiceField(label=label, choices=held, required=False)}
        case "stage":
            return {"value": forms.ChoiceField(label=label, choices=[(s.code, s.label) for s in stage_rules().track()])}
        case "date":
            return {"value": day_field(label)}
    return {"value": forms.CharField(label=label, max_length=120)}
