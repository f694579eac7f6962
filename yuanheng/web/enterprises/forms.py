"""Forms of the register."""

from __future__ import annotations

from django import forms

from yuanheng.engines.identities import repair_uscc
from yuanheng.web.base.forms import HouseForm, SheetField

from .models import Enterprise


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
