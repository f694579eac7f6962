"""Forms of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.engines.identities import repair_uscc
from yuanheng.web.base.forms import HouseForm, SheetField, day_field

from .fields import FirmsField
from .life import Kind
from .models import Enterprise, Verdict


class ImportForm(HouseForm):
    """A register sheet."""

    file = SheetField(
        label="企业名录",
        help_text="一行一家企业,至少有企业名称一列;.xlsx、.xls、.ods、.csv 均可,列名和次序不限。",
    )


class EnterpriseForm(forms.ModelForm):
    """What a person may enter or change."""

    class Meta:
        model = Enterprise
        fields = (
            "name", "uscc", "scale", "cluster", "town", "industry_code", "industry", "address", "founded_on",
            "production_on", "status", "utility", "old_registration", "business_scope",
        )  # fmt: skip
        widgets = {  # noqa: RUF012 - Django's own form of declaration
            "founded_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "production_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "business_scope": forms.Textarea(attrs={"rows": 3}),
            "scale": forms.Select(choices=[("", "不详"), ("规上", "规上"), ("规下", "规下")]),
        }

    def clean_uscc(self) -> str | None:
        """18 characters that pass the check; a letter mistaken for a digit is put right."""
        text = (self.cleaned_data.get("uscc") or "").strip()
        if not text:
            return None
        read = repair_uscc(text)
        if not read.code:
            raise forms.ValidationError(f"{read.problem or '代码不对'}:请对照营业执照填写 18 位代码。")
        others = Enterprise.objects.filter(uscc=read.code).exclude(pk=self.instance.pk)
        if other := others.first():
            raise forms.ValidationError(f"这个代码已属于“{other.name}”。")
        return str(read.code)


class LifeEventForm(HouseForm):
    """What happened to a firm; only the fields that the kind of event asks for."""

    new_name = forms.CharField(label="现名称", max_length=200, help_text="照准予变更登记通知书填写全称")
    old_name = forms.CharField(
        label="原名称",
        max_length=200,
        required=False,
        help_text="名录里还是原名称的,不用填;名录已经是现名称的,写明原名称",
    )
    others = FirmsField(label="其他企业", help_text="一行一家:全称、代码或拼音首字母;须先在名录中")
    dissolved = forms.BooleanField(label="原企业因分立注销(解散分立)", required=False)
    happened_on = day_field("变更日期", help_text="登记机关核准或实际发生的日期")
    document = forms.CharField(label="文号", max_length=200, help_text="准予变更登记通知书、批文的文号")
    file = forms.FileField(label="文件扫描件", required=False)
    figures_note = forms.CharField(
        label="以前数据的去处", max_length=300, required=False,
        help_text="分立、合并协议怎么说(例如土地按六四分)。系统只记下这句话,不拆分、不合并任何数据",
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].label = kind.others
        asked = {
            "new_name": kind.renames,
            "old_name": kind.renames,
            "others": bool(kind.others),
            "dissolved": kind.code == "split",
            "figures_note": kind.code in ("split", "merged"),
        }
        for name, wanted in asked.items():
            if not wanted:
                del self.fields[name]


class WithdrawalForm(HouseForm):
    """Why an event counts no more."""

    why = forms.CharField(label="撤销原因", max_length=300)
    document = forms.CharField(label="依据", max_length=200, required=False, help_text="文号或材料名称,没有可不填")


class ChangeListForm(HouseForm):
    """A list of changes."""

    file = SheetField(
        label="变更名单",
        help_text="列名:统一代码、原名称、现名称、变更日期、文号、类型(更名、迁入、迁出、停产、复产、注销、吊销)",
    )


class DoubtForm(HouseForm):
    """A word on a row of a register that contradicts another."""

    verdict = forms.ChoiceField(label="处理", choices=Verdict.choices, widget=forms.RadioSelect)
    why = forms.CharField(label="理由", max_length=300, help_text="例如:已核对营业执照")
