"""Forms of projects."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.fields import FirmField

from .actions.projects import Backer, Money
from .models import CURRENCIES, ORIGINS, SOURCES, AmountKind, RecognisedThing
from .stages import stage_rules

_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s{0,3}%$", re.ASCII)
_MARKS = re.compile(r"[,,;;|]")
MOST_NAME, MOST_COUNTRY = 200, 60
HOME = ("", "中国", "境内", "国内", "内资")


class InvestorsField(forms.CharField):
    """Investors, one a line: name, country, share; all faults at once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("help_text", "一行一家:名称,国别地区,占比%。如:上海恒远投资有限公司,中国,60%")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Backer]:  # type: ignore[override]
        """The investors."""
        found: dict[str, Backer] = {}
        problems = []
        for line in str(super().clean(value) or "").splitlines():
            backer = _backer(line.strip())
            if line.strip() and (backer is None or backer.name in found):
                said = line.strip()[:80]
                problems.append(
                    f"“{said}”读不出来:应为 名称,国别地区,占比%;占比大于 0、不超过 100%。"
                    if backer is None
                    else f"“{said}”写了两次:每个投资方一行。"
                )
            elif backer is not None:
                found[backer.name] = backer
        if problems:
            raise forms.ValidationError(problems)
        return list(found.values())


def _backer(text: str) -> Backer | None:
    """One line, taken apart at its marks and not by one expression: a long line must not cost time. None: unreadable."""
    said = _SHARE.search(text[-12:])
    share = Decimal(said[1]) if said else None
    parts = [p.strip() for p in _MARKS.split(text[: len(text) - len(said[0])] if said else text)]
    while parts and not parts[-1]:
        parts.pop()
    name, country, *more = [*parts, "", ""][: max(2, len(parts))]
    bad_share = "%" in name + country or (share is not None and not 0 < share <= 100)
    if more or not name or len(name) > MOST_NAME or len(country) > MOST_COUNTRY or bad_share:
        return None
    return Backer(name=name, country=country, foreign=None if not country else country not in HOME, share=share)


class ProjectForm(HouseForm):
    """What a person enters or changes of a project."""

    name = forms.CharField(label="项目名称", max_length=200)
    national_code = forms.CharField(
        label="项目代码", max_length=40, required=False, help_text="投资在线平台的项目代码,没有先空着"
    )
    investors = InvestorsField(label="投资方", required=False)
    origin = forms.ChoiceField(label="内外资", choices=[("", "待定"), *ORIGINS], required=False)
    manufacturing = forms.ChoiceField(
        label="是否制造业", choices=[("", "待定"), ("yes", "制造业"), ("no", "非制造业")], required=False
    )
    industry_code = forms.RegexField(r"^$|^[A-T]?\d{2,4}$", label="行业代码(GB/T 4754)", max_length=20, required=False)
    cluster = forms.CharField(label="产业", max_length=60, required=False)
    source_kind = forms.ChoiceField(label="信息来源", choices=[("", "待定"), *SOURCES], required=False)
    source_name = forms.CharField(
        label="来源名称", max_length=120, required=False, help_text="哪个办事处、机构、活动或谁"
    )
    town = forms.CharField(label="落地片区", max_length=60, required=False)
    land_mu = forms.DecimalField(label="用地需求(亩)", min_value=0, max_digits=12, decimal_places=4, required=False)
    plant_m2 = forms.DecimalField(label="厂房需求(㎡)", min_value=0, max_digits=14, decimal_places=2, required=False)
    power_kva = forms.DecimalField(
        label="用电需求(千伏安)", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    water_t_day = forms.DecimalField(
        label="用水需求(吨/日)", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    manager = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="负责人", required=False, empty_label="待定"
    )
    leader = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="挂钩领导", required=False, empty_label="待定"
    )
    enterprise = FirmField(label="落地企业", required=False, help_text="注册以后填:企业全称、代码或拼音首字母")
    summary = forms.CharField(label="建设内容", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_manufacturing(self) -> bool | None:
        """Unknown stays unknown."""
        return {"yes": True, "no": False}.get(self.cleaned_data["manufacturing"])


class NewProjectForm(ProjectForm):
    """A project to enter, with its total investment where it is known."""

    total = forms.DecimalField(label="总投资(万)", min_value=0, max_digits=16, decimal_places=6, required=False)
    currency = forms.ChoiceField(label="币种", choices=[("", "请选择"), *CURRENCIES.items()], required=False)
    confirmed = forms.BooleanField(label="已核对,不是上面列出的项目", required=False)

    def clean(self) -> dict[str, Any]:
        """An amount has a currency: nothing is guessed."""
        data = super().clean() or {}
        if data.get("total") is not None and not data.get("currency"):
            self.add_error("currency", "请选择总投资的币种。")
        return data


class AmountForm(HouseForm):
    """An amount of a kind, in its currency, from a day on."""

    kind = forms.ChoiceField(label="类别", choices=AmountKind.choices)
    amount = forms.DecimalField(label="金额(万)", min_value=0, max_digits=16, decimal_places=6)
    currency = forms.ChoiceField(label="币种", choices=[("", "请选择"), *CURRENCIES.items()])
    holds_from = day_field("自")
    reason = forms.CharField(label="变更原因", max_length=200, required=False, help_text="签约以后变更金额时必填")
    file = forms.FileField(label="依据文件", required=False)

    def money(self) -> Money:
        """In the base unit."""
        data = self.cleaned_data
        return Money(
            kind=data["kind"], amount=data["amount"] * 10_000, currency=data["currency"], holds_from=data["holds_from"],
            reason=data["reason"],
        )  # fmt: skip


class StageForm(HouseForm):
    """A stage reached."""

    stage = forms.ChoiceField(label="阶段", choices=lambda: [(s.code, s.label) for s in stage_rules().stages])
    on = day_field("日期")
    evidence = forms.ChoiceField(label="证据", required=False, choices=lambda: _evidence())
    file = forms.FileField(label="证据文件", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)
    order_reason = forms.CharField(label="次序异常的原因", max_length=300, required=False, help_text="如:先注册后签约")


def _evidence() -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", "没有")]
    for stage in stage_rules().stages:
        if stage.evidence:
            groups.append((stage.label, [(e.code, e.label) for e in stage.evidence]))
    return groups


class WithdrawForm(HouseForm):
    """Why an entry is wrong."""

    reason = forms.CharField(label="撤回原因", max_length=200)


class RecogniseForm(HouseForm):
    """The city counts it."""

    what = forms.ChoiceField(label="认定事项", choices=RecognisedThing.choices)
    year = forms.IntegerField(label="计入年度", min_value=2000, max_value=2200)
    recognised_by = forms.CharField(label="认定单位", max_length=120)
    document = forms.CharField(label="文号", max_length=120)
    dated = day_field("认定日期")
    file = forms.FileField(label="认定文件", required=False)


class PairForm(HouseForm):
    """One project, or two."""

    same = forms.ChoiceField(label="结论", choices=[("yes", "同一项目,并入前者"), ("no", "不是同一项目")])
    why = forms.CharField(label="理由", max_length=200)


class SaveViewForm(HouseForm):
    """Filters under a name."""

    name = forms.CharField(label="名称", max_length=60)
    page = forms.ChoiceField(choices=[("list", "list"), ("kanban", "kanban"), ("timeline", "timeline")])
    query = forms.CharField(max_length=1000, required=False)
    shared = forms.BooleanField(label="共享给大家", required=False)


class LibraryForm(HouseForm):
    """An Excel library of projects."""

    file = SheetField(label="项目库文件", help_text="一行一个项目;列名、次序、工作表不限")
