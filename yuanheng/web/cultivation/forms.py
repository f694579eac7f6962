"""Forms of cultivation."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.enterprises.fields import FirmField, FirmsField

from .models import Cluster, ServiceKind
from .rules import kinds


def _kind_choices() -> list[tuple[str, str]]:
    return [(name, kind.label) for name, kind in kinds().items()]


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,,、;;]+", text) if word]


class ClusterForm(HouseForm):
    """A cluster: names, and the rule over industry codes."""

    code = forms.SlugField(label="代码", max_length=40, help_text="英文字母、数字、横线,用作链接")
    name = forms.CharField(label="产业名称", max_length=60)
    synonyms = forms.CharField(label="别名", required=False, help_text="用顿号分开,如:半导体、集成电路")
    prefixes = forms.CharField(
        label="行业代码(GB/T 4754)", required=False, help_text="以这些代码开头的企业自动列入,如:3825、397"
    )
    leading = forms.BooleanField(label="主导产业", required=False)
    source = forms.CharField(label="依据", max_length=200, required=False)

    def clean_synonyms(self) -> list[str]:
        """As a list."""
        return _words(self.cleaned_data["synonyms"])

    def clean_prefixes(self) -> list[str]:
        """Two to four digits each."""
        words = _words(self.cleaned_data["prefixes"])
        bad = [word for word in words if not re.fullmatch(r"\d{2,4}", word)]
        if bad:
            raise forms.ValidationError(f"不是行业代码:{'、'.join(bad)}。应为 2 到 4 位数字。")
        return words

    def clean(self) -> dict[str, Any]:
        """One cluster, one name and one code."""
        data = super().clean() or {}
        others = Cluster.objects.exclude(pk=self.initial.get("pk"))
        for key, label in (("code", "代码"), ("name", "名称")):
            if data.get(key) and others.filter(**{key: data[key]}).exists():
                self.add_error(key, f"{label}“{data[key]}”已经有了。")
        return data


class MemberForm(HouseForm):
    """A firm named in or out from a day on."""

    enterprise = FirmField(label="企业")
    included = forms.ChoiceField(label="登记为", choices=[("in", "列入"), ("out", "不列入")])
    since = day_field("自")
    reason = forms.CharField(label="依据", max_length=200)


class DeclareForm(HouseForm):
    """A firm has applied."""

    enterprise = FirmField(label="企业")
    kind = forms.ChoiceField(label="类别", choices=_kind_choices)
    title = forms.CharField(label="平台或项目名称", max_length=200, required=False)
    on = day_field("申报日期")
    expected_on = day_field("预计公布", required=False, help_text="用于推算年内可认定多少")
    renewal = forms.BooleanField(label="复审或重新认定", required=False)


class RecogniseForm(HouseForm):
    """It is recognised."""

    on = day_field("认定日期")
    counts_for = forms.IntegerField(label="计入年度", min_value=2000, max_value=2200)
    issuer = forms.CharField(label="认定单位", max_length=120, required=False)
    document = forms.CharField(label="文号", max_length=120)


class ListForm(HouseForm):
    """A published list."""

    file = SheetField(label="公布名单", help_text="一行一家企业,有企业名称列和序号、代码或地区列")
    kind = forms.ChoiceField(label="类别", choices=_kind_choices)
    recognised_on = day_field("认定(公布)日期")
    counts_for = forms.IntegerField(label="计入年度", min_value=2000, max_value=2200)
    issuer = forms.CharField(label="认定单位", max_length=120)
    document = forms.CharField(label="文号", max_length=120)
    batch = forms.CharField(label="批次", max_length=80, required=False)
    renewal = forms.BooleanField(label="复审或重新认定", required=False)


class SettleForm(HouseForm):
    """Which firm a row of a list means."""

    index = forms.IntegerField(min_value=0)
    enterprise = FirmField(label="企业", required=False)
    outside = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        data = super().clean() or {}
        if "enterprise" in data and not data["enterprise"] and not data.get("outside"):
            self.add_error("enterprise", "请填对应的企业,或点“不是本区企业”。")
        return data


class ContactForm(HouseForm):
    """The leader a firm is hung on."""

    enterprise = FirmField(label="企业")
    leader = forms.ModelChoiceField(User.objects.filter(is_active=True), label="挂钩领导", empty_label="请选择")
    since = day_field("自")


class ServiceForm(HouseForm):
    """A visit, forum, call or message to a group."""

    kind = forms.ChoiceField(label="方式", choices=ServiceKind.choices)
    held_on = day_field("日期")
    title = forms.CharField(label="主题", max_length=120)
    cluster = forms.ModelChoiceField(Cluster.objects.all(), label="产业", required=False, empty_label="不限")
    enterprises = FirmsField(label="企业", required=False, help_text="一行一家:全称、代码或拼音首字母")
    notes = forms.CharField(label="记录", required=False, widget=forms.Textarea(attrs={"rows": 4}))


class RequestForm(HouseForm):
    """A firm asks for something."""

    enterprise = FirmField(label="企业")
    title = forms.CharField(label="诉求", max_length=120)
    text = forms.CharField(label="具体内容", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    channel = forms.CharField(label="来源", max_length=40, required=False, help_text="如:走访、座谈会、电话、来信")
    received_on = day_field("收到日期")


class AssignForm(HouseForm):
    """Which bureau answers, by when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="承办部门", empty_label="请选择"
    )
    due_on = day_field("办理期限")


class AnswerForm(HouseForm):
    """The answer."""

    answer = forms.CharField(label="答复", widget=forms.Textarea(attrs={"rows": 4}))
    on = day_field("答复日期")


class CallBackForm(HouseForm):
    """What the firm says of the answer."""

    satisfied = forms.ChoiceField(label="企业意见", choices=[("yes", "满意"), ("no", "不满意,继续办理")])
    on = day_field("回访日期")
