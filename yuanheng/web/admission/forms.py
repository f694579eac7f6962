"""Forms of admission: amounts are typed in the units people use and handed on in the stored ones, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation, Post

from .gathering import industry_digits
from .models import LandBasis, Promise, UtilityKind
from .policy import Input, load_promise_kinds
from .policy.checks import load_parks

TRUTHS = [("", "未说明"), ("yes", "是"), ("no", "否")]
USUAL = ("经济发展局", "自然资源和规划局", "生态环境局", "应急管理局", "项目建设推进办公室")
DIGITS = {"max_digits": 18, "decimal_places": 6, "min_value": Decimal(0)}


def parks() -> list[tuple[str, str]]:
    """The parks to choose from."""
    return [("", "未定"), *load_parks().items()]


class CheckForm(HouseForm):
    """The figures a gate's checks need; what is left empty is missing, never zero."""

    def __init__(
        self, *args: Any, inputs: Mapping[str, Input], known: Mapping[str, Any], park: str = "", **kwargs: Any
    ):
        self.inputs = {name: item for name, item in inputs.items() if item.origin != "reserve"}
        initial = {name: self._typed(item, known.get(name)) for name, item in self.inputs.items()}
        super().__init__(*args, initial={**initial, "park": park}, **kwargs)
        for name, item in self.inputs.items():
            self.fields[name] = _field(item)
        self.fields["park"] = forms.ChoiceField(
            label="所在区中园", choices=parks, required=False, help_text="公用设施余量按区中园登记"
        )
        self.fields["note"] = forms.CharField(label="说明", max_length=200, required=False)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-select" if hasattr(field, "choices") else "form-control")

    @staticmethod
    def _typed(item: Input, value: Any) -> Any:
        if item.kind == "flag":
            return "" if value is None else "yes" if value else "no"
        if item.kind != "amount" or value in (None, ""):
            return value
        text = f"{Decimal(str(value)) / item.factor:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def clean_industry_code(self) -> str:
        """Two to four digits; the section's letter is dropped."""
        code = industry_digits(self.cleaned_data["industry_code"])
        if code and not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4):
            raise forms.ValidationError("行业代码是 2 到 4 位数字(可带门类字母),例如 C3562。")
        return code

    def filled(self) -> dict[str, Any]:
        """The values in stored units; None where nothing was said."""
        found: dict[str, Any] = {}
        for name, item in self.inputs.items():
            value = self.cleaned_data.get(name)
            if item.kind == "flag":
                found[name] = {"yes": True, "no": False}.get(value)
            elif item.kind == "amount":
                found[name] = None if value is None else value * item.factor
            else:
                found[name] = value or None
        return found


def _field(item: Input) -> forms.Field:
    if item.kind == "flag":
        return forms.ChoiceField(label=item.label, choices=TRUTHS, required=False, help_text=item.hint)
    if item.kind == "amount":
        label = f"{item.label}({item.typed})"
        return forms.DecimalField(label=label, required=False, help_text=item.hint, **DIGITS)
    return forms.CharField(
        label=item.label, required=False, max_length=12 if item.kind == "code" else 500, help_text=item.hint
    )


class ExemptionForm(HouseForm):
    """Reason and paper."""

    reason = forms.CharField(
        label="豁免理由", widget=forms.Textarea(attrs={"rows": 3}), help_text="写明为何可以不按这条规则办"
    )
    document = forms.CharField(label="依据文件", max_length=200, help_text="会议纪要或批示的名称和文号")
    dated = day_field("文件日期")
    file = forms.FileField(label="扫描件", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_dated(self) -> date:
        """A paper is dated before it is referred to."""
        return not_after(self.cleaned_data["dated"], self.today, "文件日期")


class ReviewForm(HouseForm):
    """Who gives opinions, and who decides."""

    bureaus = forms.MultipleChoiceField(
        label="会签部门", widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )
    deciders = forms.MultipleChoiceField(
        label="决定人(依次签署)", widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = list(Organisation.objects.filter(ended_on__isnull=True).order_by("name").values_list("name", flat=True))
        posts = Post.objects.filter(ended_on__isnull=True, role="leader").select_related("organisation", "holder")
        kwargs.setdefault("initial", {"bureaus": [n for n in names if n in USUAL]})
        super().__init__(*args, **kwargs)
        self.fields["bureaus"].choices = [(name, name) for name in names]
        self.fields["deciders"].choices = [(str(p), f"{p}({p.holder or '空缺'})") for p in posts]


class ReserveForm(HouseForm):
    """What a park has left."""

    park = forms.ChoiceField(label="区中园", choices=lambda: list(load_parks().items()))
    kind = forms.ChoiceField(label="设施", choices=UtilityKind.choices)
    amount = forms.DecimalField(
        label="余量", max_digits=14, decimal_places=4, min_value=Decimal(0), help_text="单位见设施名称后的括号"
    )
    as_of = day_field("截至日期")
    told_by = forms.CharField(label="提供单位", max_length=100)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> date:
        """Nobody knows tomorrow's reserve."""
        return not_after(self.cleaned_data["as_of"], self.today, "截至日期")


class AgreementForm(HouseForm):
    """An agreement's head."""

    document = forms.CharField(label="协议名称", max_length=200, initial="项目投资协议书")
    number = forms.CharField(label="协议编号", max_length=80, required=False)
    signed_on = day_field("签订日期")
    land_mu = forms.DecimalField(
        label="协议用地(亩)",
        required=False,
        max_digits=12,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        help_text="不供地的留空",
    )
    note = forms.CharField(label="说明", max_length=300, required=False)
    file = forms.FileField(label="协议扫描件", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_signed_on(self) -> date:
        """An agreement was signed before it is entered."""
        return not_after(self.cleaned_data["signed_on"], self.today, "签订日期")


def not_after(day: date, today: date, label: str) -> date:
    """Refuse a day to come."""
    if day > today:
        raise forms.ValidationError(f"{label} {day} 晚于今天 {today},请核对。")
    return day


def kind_choices() -> list[tuple[str, str]]:
    """Kinds with the unit they are typed in."""
    return [(code, f"{k.label}({k.typed or '日期'})") for code, k in load_promise_kinds().items()]


class PromiseForm(HouseForm):
    """A promise: an amount or a day, whichever its kind asks for."""

    kind = forms.ChoiceField(label="承诺事项", choices=kind_choices)
    value = forms.DecimalField(
        label="承诺值",
        required=False,
        max_digits=16,
        decimal_places=4,
        min_value=Decimal(0),
        help_text="单位见事项后的括号",
    )
    due_on = day_field("约定日期", required=False, help_text="投产、达产期限填这一项")
    first_year = forms.IntegerField(
        label="首个核对年度", required=False, min_value=2000, max_value=2100, help_text="期限类不填时取约定日期的年度"
    )
    last_year = forms.IntegerField(
        label="最后核对年度", required=False, min_value=2000, max_value=2100, help_text="长期有效的留空"
    )
    land_basis = forms.ChoiceField(label="用地口径", choices=LandBasis.choices, help_text="只用于亩均承诺")
    basis = forms.CharField(label="协议条款", max_length=200, required=False, help_text="例如:第五条第二款")
    consequence = forms.CharField(label="违约后果", widget=forms.Textarea(attrs={"rows": 2}), help_text="协议的原话")
    reason = forms.CharField(label="变更理由", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, land_mu: Decimal | None, replaces: Promise | None = None, **kwargs: Any) -> None:
        self.land_mu = land_mu
        if replaces is not None:
            kwargs["initial"] = _initial(replaces)
        super().__init__(*args, **kwargs)
        if replaces is None:
            del self.fields["reason"]
        else:
            self.fields["kind"].disabled = True

    def clean(self) -> dict[str, Any]:
        """The value in the stored unit; what the kind does not use is left out."""
        data = super().clean() or {}
        kind = load_promise_kinds().get(data.get("kind", ""))
        if kind is None:
            return data
        if kind.stage:
            data.update(value=None, land_basis="")
            if data.get("due_on") is None:
                self.add_error("due_on", "这类承诺要写约定日期。")
            elif data.get("first_year") is None:
                data["first_year"] = data["due_on"].year
        else:
            self._amount(data, kind)
        if data.get("last_year") and data.get("first_year") and data["last_year"] < data["first_year"]:
            self.add_error("last_year", "最后核对年度早于首个核对年度。")
        return data

    def _amount(self, data: dict[str, Any], kind: Any) -> None:
        data["due_on"] = None
        if data.get("value") is None:
            self.add_error("value", f"这类承诺要写承诺值({kind.typed})。")
        else:
            data["value"] *= kind.factor
        if data.get("first_year") is None:
            self.add_error("first_year", "这类承诺要写从哪一年起核对。")
        if not kind.below:
            data["land_basis"] = ""
        elif data.get("land_basis") == LandBasis.AGREEMENT and self.land_mu is None:
            self.add_error("land_basis", "协议没有写用地面积,请改用台账用地面积。")


def _initial(promise: Promise) -> dict[str, Any]:
    value = None if promise.value is None else f"{(promise.value / promise.rule.factor).normalize():f}"
    kept = ("kind", "due_on", "first_year", "last_year", "land_basis", "basis", "consequence")
    return {"value": value, **{name: getattr(promise, name) for name in kept}}
