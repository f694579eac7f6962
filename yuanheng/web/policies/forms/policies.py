"""A policy's head, what it gives, its budget and its end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from pydantic import ValidationError

from yuanheng.web.base.forms import HouseForm, day_field

from ..matching import Support, load_fields
from ..models import GIVEN_TO, THEMES, Level, Policy
from .conditions import first_fault
from .typed import WAN, in_wan, long_field, times, wan_field


class PolicyForm(HouseForm):
    """A policy's head and what it gives; its conditions are rows beside it."""

    title = forms.CharField(label="政策名称", max_length=200)
    document = forms.CharField(label="文号", max_length=120)
    issuer = forms.CharField(label="发文单位", max_length=120)
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    theme = forms.ChoiceField(label="类别", choices=THEMES)
    given_to = forms.ChoiceField(label="兑现对象", choices=GIVEN_TO)
    issued_on = day_field("发文日期")
    since = day_field("施行日期")
    until = day_field("有效期至", required=False, help_text="长期有效的留空")
    file = forms.FileField(label="政策文件", required=False)
    words = long_field("条件原文", required=False, help_text="文件里的原话;下面逐条写成可以核对的条件")
    support_words = long_field("支持原文", help_text="文件里的原话")
    kind = forms.ChoiceField(label="支持方式", choices=[("fixed", "定额"), ("percent", "按比例")])
    amount = wan_field("定额", required=False)
    of = forms.ChoiceField(label="比例的基数", required=False, choices=lambda: [("", "—"), *_bases()])
    rate = forms.DecimalField(
        label="比例(%)", required=False, max_digits=7, decimal_places=4, min_value=Decimal("0.0001"), max_value=100
    )
    cap = wan_field("最高", required=False, help_text="不设上限的留空")

    head = ("title", "document", "issuer", "level", "theme", "given_to", "issued_on", "since", "until", "file")
    gives = ("kind", "amount", "of", "rate", "cap")

    def __init__(self, *args: Any, policy: Policy | None = None, **kwargs: Any) -> None:
        if policy is not None:
            kwargs["initial"] = _of_policy(policy)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The support as a value."""
        data = super().clean() or {}
        fixed = data.get("kind") == "fixed"
        given = {"kind": data.get("kind")}
        if fixed:
            given["amount"] = times(data.get("amount"), WAN)
        else:
            given.update(of=data.get("of") or "", rate=data.get("rate"), cap=times(data.get("cap"), WAN))
        try:
            data["support"] = Support.model_validate(given)
        except ValidationError as error:
            self.add_error("amount" if fixed else "of", first_fault(error))
        return data

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        for name in self.gives:
            data.pop(name)
        return data


def _bases() -> list[tuple[str, str]]:
    money = {n: f for n, f in load_fields().items() if f.kind == "money" or (f.kind == "amount" and f.unit == "yuan")}
    return [(name, field.label) for name, field in money.items()]


def _of_policy(policy: Policy) -> dict[str, Any]:
    gives = policy.gives
    kept = (*PolicyForm.head[:-1], "words", "support_words")
    return {
        **{name: getattr(policy, name) for name in kept}, "kind": gives.kind, "of": gives.of, "rate": gives.rate,
        "amount": in_wan(gives.amount), "cap": in_wan(gives.cap),
    }  # fmt: skip


class BudgetForm(HouseForm):
    """A year's budget."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    amount = forms.DecimalField(label="预算(万元)", max_digits=14, decimal_places=6, min_value=Decimal(0))
    document = forms.CharField(label="依据文件", max_length=200)

    def values(self) -> dict[str, Any]:
        """In yuan."""
        return {**self.cleaned_data, "amount": self.cleaned_data["amount"] * WAN}


class EndForm(HouseForm):
    """The end of a policy."""

    on = day_field("废止日期")
    reason = forms.CharField(label="依据", max_length=200)
