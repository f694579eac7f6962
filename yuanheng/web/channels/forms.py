"""Forms of channels, relations and contacts."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation
from yuanheng.web.cultivation.models import Qualification
from yuanheng.web.enterprises.fields import FirmField

from .fields import ChannelField, ProjectField
from .models import ChannelKind, ContactKind, EvidenceKind, PartnershipKind
from .rules import region_choices

PAPER = "上传扫描件或电子文件"


def sum_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    """A sum of money, to the cent."""
    return forms.DecimalField(
        label=label, required=required, min_value=0, max_digits=14, decimal_places=2, help_text=help_text
    )


class ChannelForm(HouseForm):
    """A channel."""

    name = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *ChannelKind.choices])
    other_names = forms.CharField(label="其他名称", required=False, help_text="简称、曾用名,用顿号分开", max_length=400)
    region = forms.ChoiceField(label="地区", choices=lambda: [("", "请选择"), *region_choices()])
    city = forms.CharField(label="城市或区", max_length=60, required=False, help_text="如:浦东、苏州工业园区")
    person = forms.CharField(label="联系人", max_length=80, required=False)
    phone = forms.CharField(label="联系电话", max_length=60, required=False)
    staffed_by = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="对应机构", required=False, empty_label="没有",
        help_text="联络办公室在本系统中的机构,人数按在岗岗位计",
    )  # fmt: skip
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    confirmed = forms.BooleanField(label="已核对,与上面列出的不是同一家", required=False)

    def clean_other_names(self) -> list[str]:
        """As a list."""
        return [word.strip() for word in re.split(r"[、,,;;\n]+", self.cleaned_data["other_names"]) if word.strip()]


class RelationForm(HouseForm):
    """A relation; its paper is asked for, or it does not count and is not entered."""

    what = forms.CharField(label="合作内容", max_length=200)
    evidence_kind = forms.ChoiceField(label="佐证", choices=[("", "请选择"), *EvidenceKind.choices])
    file = forms.FileField(
        label="佐证文件", help_text=PAPER,
        error_messages={"required": "请上传合作协议、委托合同、会议纪要或函件:没有佐证的不算建立合作关系。"},
    )  # fmt: skip
    since = day_field("自")
    until = day_field("至", required=False, help_text="没有写明期限的留空")


class ContactForm(HouseForm):
    """A contact."""

    on = day_field("日期")
    kind = forms.ChoiceField(label="方式", choices=ContactKind.choices)
    with_whom = forms.CharField(label="对方人员", max_length=120, required=False)
    note = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 3}))
    cost_yuan = sum_field("费用(元)", help_text="差旅、接待等,没有发生的填 0,不清楚的留空")


class BringForm(HouseForm):
    """Which project the channel brought."""

    project = ProjectField(label="项目")
    on = day_field("引荐日期")
    main = forms.TypedChoiceField(
        label="渠道角色", choices=[("yes", "主要渠道"), ("no", "协助")], coerce=lambda v: v == "yes",
        help_text="一个项目只有一个主要渠道",
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=300, required=False)
    evidence = forms.FileField(label="佐证", required=False, help_text=PAPER)


class BroughtByForm(HouseForm):
    """By which channel a project was brought, on the project's page."""

    channel = ChannelField(label="渠道")
    on = day_field("引荐日期")
    note = forms.CharField(label="说明", max_length=300, required=False)


class PartnershipForm(HouseForm):
    """An agreement, talks, a joint project, a pair."""

    kind = forms.ChoiceField(label="类别", choices=PartnershipKind.choices)
    channel = ChannelField(label="园区、高校或其他渠道", required=False)
    on = day_field("日期")
    until = day_field("至", required=False)
    what = forms.CharField(label="内容", max_length=200)
    region = forms.ChoiceField(
        label="地区", choices=lambda: [("", "同渠道"), *region_choices()], required=False,
        help_text="研发主体不在渠道名录中时填",
    )  # fmt: skip
    partner = forms.CharField(label="研发主体", max_length=200, required=False, help_text="研发在那里,生产在本区")
    enterprise = FirmField(label="本区企业", required=False)
    project = ProjectField(label="本区项目", required=False)
    qualification = forms.ModelChoiceField(
        Qualification.objects.filter(kind="industry_university").select_related("enterprise"), label="产学研项目",
        required=False, empty_label="没有登记",
    )  # fmt: skip
    file = forms.FileField(label="协议或纪要", required=False, help_text="合作协议必须附文件")


class StaffForm(HouseForm):
    """How many work in an office."""

    count = forms.IntegerField(label="人数", min_value=0, max_value=500)
    since = day_field("自")


class EndForm(HouseForm):
    """An end: when, why."""

    on = day_field("终止日期")
    reason = forms.CharField(label="原因", max_length=200)


class WithdrawForm(HouseForm):
    """Why a record is taken back."""

    reason = forms.CharField(label="撤回原因", max_length=200)


def cleaned(form: forms.Form) -> dict[str, Any]:
    """A copy of what was cleaned, to take apart."""
    return dict(form.cleaned_data)
