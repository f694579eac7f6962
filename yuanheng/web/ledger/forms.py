"""Forms of the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm
from yuanheng.web.base.models import Organisation
from yuanheng.web.enterprises.models import Enterprise

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".zip")
MOST_FILES = 200


class ManyFiles(forms.ClearableFileInput):
    """A picker that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each must have one of the endings that are read. All that is wrong is said at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, in the order they were chosen."""
        given = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError("请选择要上报的文件。")
        wrong = [f.name for f in given if not f.name.lower().endswith(ENDINGS)]
        empty = [f.name for f in given if f.size == 0]
        errors = [f"“{name}”不是电子表格:请上报 {'、'.join(ENDINGS)} 文件。" for name in wrong]
        errors += [f"“{name}”是空文件:请核对后重新选择。" for name in empty]
        if len(given) > MOST_FILES:
            errors.append(f"一次最多 {MOST_FILES} 个文件,请分几次上报。")
        if errors:
            raise forms.ValidationError(errors)
        return given


class UploadForm(HouseForm):
    """Files, the year of figures whose file says none, a note."""

    files = FilesField(
        label="文件", widget=ManyFiles(attrs={"multiple": True, "accept": ",".join(ENDINGS), "data-files": "chosen"})
    )
    year = forms.IntegerField(
        label="默认年度", min_value=1978, max_value=2100, help_text="表里没有写明年份时,按这个年度计。"
    )
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="例如:税务局 6 月报表")
    opening = forms.BooleanField(
        label="这是系统启用前的旧台账", required=False, help_text="旧台账同样读出历年数据,并保留出处。"
    )


class ReasonForm(HouseForm):
    """Why."""

    why = forms.CharField(label="原因", max_length=300)


class CorrectionForm(HouseForm):
    """What a figure should be, why, and by which document."""

    amount = forms.DecimalField(label="更正为", max_digits=30, decimal_places=8)
    why = forms.CharField(label="原因", max_length=300, help_text="例如:企业重复申报,税务部门核减")
    document = forms.CharField(label="文号", max_length=200, help_text="更正函、核实表的文号或名称")
    paper = forms.FileField(label="文件扫描件", required=False)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = f"更正为({unit})"


class NoteForm(HouseForm):
    """How it was dealt with."""

    note = forms.CharField(label="处理结果", max_length=300, help_text="例如:已与供电公司核实,以更正表为准")


class LinkForm(HouseForm):
    """Which firm, and why."""

    enterprise = forms.ModelChoiceField(Enterprise.objects.all(), widget=forms.HiddenInput)
    why = forms.CharField(label="理由", max_length=300, required=False)


class VerdictForm(HouseForm):
    """What a person says of a record: a firm is needed where the word speaks of one."""

    verdict = forms.ChoiceField(choices=[(v, v) for v in ("same", "different", "branch", "later")])
    enterprise = forms.ModelChoiceField(Enterprise.objects.all(), widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """不是、是、分支 speak of a firm; 稍后 does not."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("verdict") != "later" and not given.get("enterprise"):
            raise forms.ValidationError("请选择一家企业。")
        return given


class LeaveForm(HouseForm):
    """Which record is let go, and until when the page that is left had it."""

    record = forms.UUIDField()
    until = forms.DateTimeField()


class ThresholdForm(HouseForm):
    """From which probability on."""

    threshold = forms.DecimalField(label="概率下限", min_value=Decimal("0.5"), max_value=Decimal("1"), decimal_places=5)


class NewFirmForm(HouseForm):
    """A firm that the register lacks."""

    name = forms.CharField(label="企业名称", max_length=200)
    uscc = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    town = forms.CharField(label="街镇", max_length=60, required=False)
    scale = forms.ChoiceField(label="规模", required=False, choices=[("", "不详"), ("规上", "规上"), ("规下", "规下")])

    def clean_uscc(self) -> str:
        """A code must pass its check, and be nobody else's."""
        from yuanheng.engines.identities import repair_uscc

        text = self.cleaned_data["uscc"].strip()
        if not text:
            return ""
        read = repair_uscc(text)
        if not read.code:
            raise forms.ValidationError(f"{read.problem or '代码不对'}:请对照营业执照填写 18 位代码。")
        other = Enterprise.objects.filter(uscc=read.code).first()
        if other is not None:
            raise forms.ValidationError(f"这个代码是“{other.name}”的,请把记录归到该企业。")
        return str(read.code)


class AssignForm(HouseForm):
    """A source's bureau."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="责任部门", required=False, empty_label="(未指定)"
    )
    contact = forms.CharField(label="联系人", max_length=60, required=False)
    owed = forms.BooleanField(label="需要报送", required=False)


class StartForm(HouseForm):
    """From when tables are owed; which year is worked on."""

    year = forms.IntegerField(
        label="工作年度", min_value=1978, max_value=2100, required=False, help_text="空着即为当年"
    )
    starts_on = forms.DateField(
        label="从哪个月起催报",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="年中启用时填启用月份的第一天;之前的表不催,用旧台账补录。",
    )
