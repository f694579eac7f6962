"""Forms of investment promotion; short ones, since most are filled on a phone."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field
from yuanheng.web.base.models import User
from yuanheng.web.projects.forms import InvestorsField
from yuanheng.web.projects.library.values import Amount, Asked, read_money
from yuanheng.web.projects.models import SOURCES

from .actions.activities import Told
from .actions.companies import News
from .models import CONTACTS, ClaimKind, CompanyKind
from .rules import load_chains

PLACE = {"required": False, "widget": forms.HiddenInput, "max_digits": 9, "decimal_places": 6}


def active_users() -> Any:
    """Who can be given something."""
    return User.objects.filter(is_active=True, posts__ended_on__isnull=True, posts__isnull=False).distinct()


class PicturesInput(forms.ClearableFileInput):
    """Several pictures; a phone offers its camera."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Pictures, cleaned to a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PicturesInput(attrs={"accept": "image/*"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(PicturesField, self).clean(one, initial) for one in given if one]


class MoneyField(forms.CharField):
    """An amount as people write it (3.5亿人民币); cleaned to an `Amount`. What cannot be known is asked about."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "如 3.5亿人民币、2000万美元;未披露就写未披露")
        super().__init__(max_length=80, **kwargs)

    def clean(self, value: Any) -> tuple[Amount | None, str]:  # type: ignore[override]
        """The amount and the text as written."""
        text = super().clean(value).strip()
        found = read_money(text, unit="")
        if isinstance(found, Asked) and found.blocks:
            raise forms.ValidationError(f"“{text}”读不准:应为{found.expected}。{found.advice}。")
        return (found if isinstance(found, Amount) else None), text


class ActivityForm(HouseForm):
    """A visit, a call, a meeting."""

    kind = forms.ChoiceField(label="方式", choices=[(k.value, k.label) for k in CONTACTS])
    on = day_field("日期")
    with_whom = forms.CharField(label="对方(谁、职务)", max_length=160, required=False)
    note = forms.CharField(label="情况", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    next_step = forms.CharField(label="下一步做什么", max_length=200, required=False)
    next_on = day_field("哪天前", required=False)
    next_owner = forms.ModelChoiceField(active_users(), label="由谁做", required=False, empty_label="我自己")
    blocker = forms.CharField(label="卡点", max_length=200, required=False, help_text="没有就空着")
    talks = forms.BooleanField(label="已进入洽谈(登记“在谈”阶段)", required=False)
    pictures = PicturesField(label="照片", required=False)
    latitude = forms.DecimalField(min_value=-90, max_value=90, **PLACE)  # type: ignore[arg-type]
    longitude = forms.DecimalField(min_value=-180, max_value=180, **PLACE)  # type: ignore[arg-type]

    def __init__(self, *args: Any, offers_talks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_talks:
            del self.fields["talks"]

    def told(self) -> Told:
        """As the action takes it."""
        data = self.cleaned_data
        known = data.get("latitude") is not None and data.get("longitude") is not None
        return Told(
            kind=data["kind"], on=data["on"], with_whom=data["with_whom"], note=data["note"], next_step=data["next_step"],
            next_on=data["next_on"], next_owner=data["next_owner"], blocker=data["blocker"],
            place=(data["latitude"], data["longitude"]) if known else None,
        )  # fmt: skip


class CorrectionForm(ActivityForm):
    """What it should have said, and why."""

    reason = forms.CharField(label="更正原因", max_length=200)
    void = forms.BooleanField(label="整条撤回,没有发生过", required=False)


class LeadForm(HouseForm):
    """A new lead, on a phone."""

    name = forms.CharField(label="项目名称", max_length=200, help_text="谁、做什么:如 恒远光伏组件项目")
    investors = InvestorsField(label="投资方", required=False, help_text="一行一家,写名称即可")
    cluster = forms.ChoiceField(label="产业", required=False)
    amount = MoneyField(label="投资额", required=False)
    source_kind = forms.ChoiceField(label="信息来源", choices=[("", "待定"), *SOURCES], required=False)
    source_name = forms.CharField(label="来源名称", max_length=120, required=False)
    with_whom = forms.CharField(label="对方联系人", max_length=160, required=False)
    note = forms.CharField(label="情况", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    next_step = forms.CharField(label="下一步做什么", max_length=200)
    next_on = day_field("哪天前")
    company = forms.UUIDField(required=False, widget=forms.HiddenInput)
    separate = forms.CharField(
        label="与上面的项目有什么区别", max_length=200, required=False, help_text="写明后登记为另一项目,并告知对方"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = [(c.cluster, c.cluster) for c in load_chains()]
        self.fields["cluster"].choices = [("", "待定"), *clusters, ("其他", "其他")]  # type: ignore[attr-defined]


class ClaimForm(HouseForm):
    """What one wants of another's lead."""

    kind = forms.ChoiceField(label="请求", choices=ClaimKind.choices)
    text = forms.CharField(label="说明", max_length=400)


class AnswerForm(HouseForm):
    """How a claim is settled."""

    outcome = forms.CharField(max_length=12)
    answer = forms.CharField(label="处理意见", max_length=400)


class ReasonForm(HouseForm):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200)


class ExtendForm(ReasonForm):
    """More time."""

    until = day_field("延到")


class GiveForm(ReasonForm):
    """To another person."""

    to = forms.ModelChoiceField(active_users(), label="交给", empty_label="请选择")


class HandOverForm(ReasonForm):
    """From whom, to whom."""

    to = forms.ModelChoiceField(active_users(), label="接手人", empty_label="请选择")
    field_order = ("to", "reason")


def segment_choices() -> list[tuple[str, Any]]:
    """`chain/segment`, by chain."""
    groups: list[tuple[str, Any]] = [("", "待定")]
    for chain in load_chains():
        inside = [(f"{chain.code}/", f"{chain.cluster}(环节待定)")]
        inside += [(f"{chain.code}/{s.code}", s.label) for s in chain.segments]
        groups.append((chain.label, inside))
    return groups


class CompanyForm(HouseForm):
    """A target company."""

    name = forms.CharField(label="企业名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=CompanyKind.choices)
    place = forms.ChoiceField(label="产业链环节", required=False, choices=segment_choices)
    products = forms.CharField(label="主要产品", max_length=300, required=False)
    city = forms.CharField(label="所在城市", max_length=60, required=False)
    country = forms.CharField(label="国别地区", max_length=60, required=False)
    uscc = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    capital = MoneyField(label="注册资本", required=False)
    growth = forms.DecimalField(label="营收增速(%)", max_digits=8, decimal_places=2, required=False)
    contact = forms.CharField(label="联系人", max_length=120, required=False)
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        data = dict(self.cleaned_data)
        chain, _, segment = data.pop("place").partition("/")
        amount, text = data.pop("capital")
        data.pop("version")
        return data | {
            "chain": chain, "segment": segment, "capital": amount.value if amount else None,
            "currency": amount.currency if amount else "", "capital_text": text,
        }  # fmt: skip


class NewsForm(HouseForm):
    """Something heard."""

    kind = forms.ChoiceField(label="类别", choices=[("expansion", "扩产"), ("financing", "融资"), ("other", "其他")])
    text = forms.CharField(label="内容", max_length=400)
    on = day_field("日期", required=False)
    amount = MoneyField(label="金额", required=False)
    source = forms.CharField(label="出处", max_length=200, required=False)

    def news(self) -> News:
        """As the action takes it."""
        data = self.cleaned_data
        amount, text = data["amount"]
        return News(
            text=data["text"], kind=data["kind"], on=data["on"], amount_text=text, source=data["source"],
            amount=amount.value if amount else None, currency=amount.currency if amount else "",
        )  # fmt: skip


class AssignForm(HouseForm):
    """Who follows it."""

    to = forms.ModelChoiceField(active_users(), label="跟踪人", required=False, empty_label="(不分配)")


class LockForm(HouseForm):
    """Until when."""

    until = day_field("锁定至")


class ListForm(HouseForm):
    """A list of target companies."""

    file = SheetField(label="目标对象名单", help_text="一行一家企业;列名、次序、工作表不限;金额照原样写")


class GroupForm(HouseForm):
    """A research group."""

    label = forms.CharField(label="小组名称", max_length=80)
    formed_on = day_field("组建日期")
    document = forms.CharField(label="组建文号", max_length=120, required=False)
    members = forms.CharField(
        label="成员",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一人,第一行是组长;可写本系统用户或外请专家",
    )
    file = forms.FileField(label="组建文件", required=False)

    def clean_members(self) -> list[str]:
        """Each name once."""
        names = [line.strip()[:40] for line in self.cleaned_data["members"].splitlines() if line.strip()]
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise forms.ValidationError(f"写了两次:{'、'.join(twice)}")
        return names


class MemberForm(HouseForm):
    """Another member."""

    name = forms.CharField(label="姓名", max_length=40)
    since = day_field("起")


class EndForm(HouseForm):
    """Until when."""

    on = day_field("止")


class ReportForm(HouseForm):
    """What the group found."""

    title = forms.CharField(label="题目", max_length=160)
    on = day_field("日期")
    finding = forms.CharField(label="主要结论", max_length=400, required=False)
    file = forms.FileField(label="报告文件")
