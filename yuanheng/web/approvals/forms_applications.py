"""Forms of the counter."""

from __future__ import annotations

from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, SheetField, day_field, dress
from yuanheng.web.projects.models import Project

from .models import ApplicantKind, IssuedKind
from .models.applicants import CreditMark
from .policy.papers import NeedState
from .rules import platforms


class ReceiveForm(HouseForm):
    """Who applies, for what project; the steps of a chain that this one does not need."""

    applicant_kind = forms.ChoiceField(label="申请人类别", choices=[])
    name = forms.CharField(label="申请人", max_length=200, help_text="企业、组织的全称,或姓名")
    code = forms.CharField(label="证件号码", max_length=18, help_text="统一社会信用代码或身份证号")
    phone = forms.CharField(label="手机", max_length=20, required=False, help_text="办理进度发到这个号码")
    email = forms.EmailField(label="电子邮箱", required=False)
    project = forms.ModelChoiceField(Project.objects.none(), label="项目", required=False, empty_label="不属于某个项目")
    received_on = day_field("收件日期")

    def __init__(self, *args: Any, who: Any, projects: Any, optional: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(ApplicantKind.choices)
        self.fields["applicant_kind"].choices = [(w, labels[w]) for w in who]  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        if optional:
            self.fields["skip"] = forms.MultipleChoiceField(
                label="本件不需要的事项", choices=list(optional), required=False, widget=forms.CheckboxSelectMultiple
            )
            dress(self)


class PapersForm(HouseForm):
    """One file and its date for each paper that is not there yet."""

    def __init__(self, *args: Any, states: tuple[NeedState, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [s.need.kind for s in states if not s.good]
        for state in states:
            if not state.good:
                self.fields[f"file_{state.need.kind}"] = forms.FileField(label=state.need.label, required=False)
                self.fields[f"day_{state.need.kind}"] = day_field(f"{state.need.label}的日期", required=False)
        dress(self)

    def clean(self) -> dict[str, Any]:
        """At least one paper; a paper with a term of validity has its date."""
        data = super().clean() or {}
        if not any(data.get(f"file_{kind}") for kind in self.kinds):
            self.add_error(None, "没有选择文件。")
        return data

    def given(self) -> dict[str, Any]:
        """The uploads by kind."""
        return {k: self.cleaned_data[f"file_{k}"] for k in self.kinds if self.cleaned_data.get(f"file_{k}")}

    def dated(self) -> dict[str, Any]:
        """Their dates by kind."""
        return {k: self.cleaned_data.get(f"day_{k}") for k in self.kinds}


class AcceptForm(HouseForm):
    """Accept, with what the applicant promises to give later."""

    on = day_field("受理日期")

    def __init__(self, *args: Any, lacking: Any, word: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lacking:
            self.fields["promised"] = forms.MultipleChoiceField(
                label="容缺材料(申请人书面承诺后补)", required=False, choices=[(label, label) for label in lacking],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
            self.fields["promised_by"] = day_field("补交期限", required=False)
        if word:
            self.fields["by_word"] = forms.BooleanField(label="按告知承诺办理,次要材料以承诺代替", required=False)
        dress(self)


class NoticeForm(HouseForm):
    """Everything that is missing, told once."""

    on = day_field("告知日期")
    papers = forms.MultipleChoiceField(label="需要补正的材料", choices=[], widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, labels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(label, label) for label in labels]  # type: ignore[attr-defined]
        dress(self)


class DayForm(HouseForm):
    """A day."""

    on = day_field("日期")


class IssueForm(HouseForm):
    """Which document."""

    kind = forms.ChoiceField(label="文书", choices=IssuedKind.choices)
    step = forms.SlugField(label="事项", required=False)


class TemplateForm(HouseForm):
    """The office's own template."""

    kind = forms.ChoiceField(label="文书", choices=IssuedKind.choices)
    upload = forms.FileField(label="Word 模板(.docx)", widget=forms.ClearableFileInput(attrs={"accept": ".docx"}))


class ReviewForm(HouseForm):
    """Five stars to one."""

    stars = forms.TypedChoiceField(
        label="评分",
        coerce=int,
        choices=[(5, "非常满意"), (4, "满意"), (3, "基本满意"), (2, "不满意"), (1, "非常不满意")],
    )
    words = forms.CharField(label="意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(HouseForm):
    """The answer to a review."""

    text = forms.CharField(label="回复", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CreditForm(HouseForm):
    """Listed, or repaired."""

    kind = forms.ChoiceField(label="事由", choices=[c for c in CreditMark.KINDS if c[0] != CreditMark.BROKEN])
    on = day_field("日期")
    reason = forms.CharField(label="说明", max_length=300, help_text="写明文件或信用平台的编号")


class MirrorForm(HouseForm):
    """An export of a platform."""

    platform = forms.ChoiceField(label="平台", choices=lambda: [(p.code, p.label) for p in platforms().platforms])
    upload = SheetField(label="导出表")


class SpanForm(HouseForm):
    """From a day to a day."""

    since = day_field("自")
    until = day_field("至")
