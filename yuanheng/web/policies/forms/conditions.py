"""Conditions of a policy as rows of a form: what, how compared, with what; and back."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from pydantic import ValidationError

from yuanheng.web.base.forms import HouseForm
from yuanheng.web.cultivation.rules import kinds
from yuanheng.web.projects.stages import stage_named, stage_rules

from ..matching import OPERATOR_WORDS, Condition, Field, load_fields
from ..models import Policy
from .typed import WAN, WAN_DIGITS, in_wan, plain, times

GROUPS = (("", "单独一条"), ("A", "A 组任一"), ("B", "B 组任一"))
SPLIT = re.compile(r"[、,,;;\s]+")


class ConditionForm(HouseForm):
    """One condition as a row: what, how compared, with what."""

    field = forms.ChoiceField(label="事项", required=False, choices=lambda: [("", "—"), *_asked()])
    op = forms.ChoiceField(label="比较", required=False, choices=[("", "—"), *OPERATOR_WORDS.items()])
    value = forms.CharField(label="值", required=False, max_length=300)
    usd = forms.DecimalField(label="或美元(万)", required=False, **WAN_DIGITS)
    group = forms.ChoiceField(label="组合", required=False, choices=GROUPS)

    def clean(self) -> dict[str, Any]:
        """The condition as a value; an empty row is none."""
        data = super().clean() or {}
        if not data.get("field"):
            if data.get("value") or data.get("usd"):
                self.add_error("field", "请选择事项。")
            return data
        about = load_fields()[data["field"]]
        try:
            value = read_value(about, data["field"], data.get("value", "").strip())
            money = about.kind == "money"
            given = {"yuan": value, "usd": times(data.get("usd"), WAN)} if money else {"value": value}
            data["condition"] = Condition.model_validate(
                {"field": data["field"], "op": data.get("op", ""), "group": data.get("group", ""), **given}
            )
        except ValidationError as error:
            self.add_error("value", first_fault(error))
        except ValueError as error:
            self.add_error("value", str(error))
        return data


def first_fault(error: ValidationError) -> str:
    """The first fault in words."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")


def _asked() -> list[tuple[str, str]]:
    return [(name, f"{f.label}({f.typed})" if f.typed else f.label) for name, f in load_fields().items()]


def read_value(about: Field, name: str, text: str) -> Any:
    """A typed value as a condition or an answer keeps it, JSON but for decimals.

    Raises:
        ValueError: in words, what is expected.
    """
    if not text:
        return None
    match about.kind:
        case "amount" | "money":
            return _decimal(text) * (WAN if about.kind == "money" else about.factor)
        case "flag":
            if text not in ("是", "否"):
                raise ValueError("填“是”或“否”。")
            return text == "是"
        case "date":
            if not text.isdigit():
                raise ValueError("填年数,例如 3。")
            return int(text)
        case "stage":
            found = stage_named(text)
            if found is None or found.off_track:
                raise ValueError(f"阶段是 {'、'.join(s.label for s in stage_rules().track())} 之一。")
            return found.code
    return [_code(about, name, part) for part in SPLIT.split(text) if part]


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"“{text}”不是数字。") from None
    if not value.is_finite() or value < 0 or abs(value) > Decimal(10) ** 12:
        raise ValueError(f"“{text}”不是合理的数字。")
    return value


def _code(about: Field, name: str, text: str) -> str:
    """The code of a word: by code or by label; a kind with choices takes no other."""
    known = about.choices if about.kind == "choice" else {}
    if name == "qualification":
        known = {code: kind.label for code, kind in kinds().items()}
    for code, label in known.items():
        if text in (code, label):
            return code
    if known:
        raise ValueError(f"“{text}”不在 {'、'.join(known.values())} 之内。")
    if about.kind == "code" and not (text.isascii() and text.isalnum()):
        raise ValueError(f"“{text}”不是行业代码,例如 35 或 3562。")
    return text


class _Rows(forms.BaseFormSet):
    """Rows of conditions."""

    def conditions(self) -> list[Condition]:
        """Those that say something, in order."""
        return [f.cleaned_data["condition"] for f in self.forms if f.cleaned_data.get("condition") is not None]


MOST_CONDITIONS = 12
ConditionRows = forms.formset_factory(ConditionForm, formset=_Rows, extra=3, max_num=MOST_CONDITIONS, validate_max=True)


def rows_of(policy: Policy) -> list[dict[str, Any]]:
    """The conditions of a policy as rows are typed."""
    return [
        {
            "field": c.field, "op": c.op, "group": c.group, "value": _shown(c), "usd": in_wan(c.usd),
        }
        for c in policy.asked
    ]  # fmt: skip


def _shown(condition: Condition) -> str:
    about, value = condition.about, condition.value
    if about.kind == "money":
        return in_wan(condition.yuan) or ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if about.kind == "amount":
        return plain(Decimal(str(value)) / about.factor)
    if isinstance(value, list):
        known = {**about.choices, **({c: k.label for c, k in kinds().items()} if about.kind == "set" else {})}
        return "、".join(known.get(v, v) for v in value)
    if about.kind == "stage":
        return next((s.label for s in stage_rules().stages if s.code == value), str(value))
    return str(value)
