"""Forms of civil affairs."""

from __future__ import annotations

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation

from .rules import relief_rules


def _money(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, min_value=0, max_digits=12, decimal_places=2, help_text=help_text
    )


def _lines(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReliefForm(HouseForm):
    """Who asks, and the means check."""

    category = forms.ChoiceField(label="类别", choices=lambda: [(c.code, c.label) for c in relief_rules().categories])
    name = forms.CharField(label="姓名", max_length=40)
    identity = forms.CharField(label="身份证号", max_length=18)
    address = forms.CharField(label="住址", max_length=200)
    phone = forms.CharField(label="电话", max_length=20, required=False)
    village = forms.ModelChoiceField(
        Organisation.objects.filter(kind="village", ended_on__isnull=True), label="村居", required=False,
        empty_label="直接向经办部门申请",
    )  # fmt: skip
    members = forms.IntegerField(label="共同生活人数", min_value=1, max_value=20, initial=1)
    income = _money("家庭月收入(元)", help_text="申请前 12 个月平均;不清楚的留空,没有的填 0")
    assets = _money("家庭财产(元)", help_text="存款、证券等;不清楚的留空")
    vehicles = forms.IntegerField(label="机动车(辆)", required=False, min_value=0, max_value=20)
    houses = forms.IntegerField(label="住房(套)", required=False, min_value=0, max_value=20)
    hardship = _lines("困难情况", required=False)
    consent = forms.FileField(label="核对授权书", required=False)
    applied_on = day_field("申请日期")


class VisitForm(HouseForm):
    """What was found at home."""

    on = day_field("日期")
    visitors = forms.CharField(label="核查人", max_length=100, help_text="不少于两人")
    housing = forms.CharField(label="居住情况", max_length=200, required=False)
    found = _lines("核查情况")
    fits = forms.TypedChoiceField(
        label="与申报", choices=[("yes", "一致"), ("no", "不一致")], coerce=lambda v: v == "yes"
    )
    recheck = forms.BooleanField(label="这是定期复核", required=False)
    file = forms.FileField(label="核查表", required=False)


class ReliefNoticeForm(HouseForm):
    """The public notice."""

    since = day_field("公示自")
    until = day_field("公示至")
    objection = _lines("异议(没有的留空)", required=False)


class DecideForm(HouseForm):
    """Grant or refuse."""

    granted = forms.TypedChoiceField(
        label="决定", choices=[("yes", "批准"), ("no", "不予批准")], coerce=lambda v: v == "yes"
    )
    monthly = _money("每月金额(元)")
    on = day_field("决定日期")
    why = forms.CharField(label="理由", max_length=300, required=False, help_text="与标准不符或有异议而批准的必须写明")


class EndForm(HouseForm):
    """Payment stops."""

    on = day_field("停发日期")
    why = forms.CharField(label="原因", max_length=200)


class MonthForm(HouseForm):
    """A month, by any of its days."""

    month = day_field("月份", help_text="选该月任意一天")
