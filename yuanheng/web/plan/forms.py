"""Forms of the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm
from yuanheng.web.base.models import Organisation, Post
from yuanheng.web.base.tallies import tallies

from .models import PlanTarget, Rhythm
from .offers import Filter, filters_of, tally_choices

ENDINGS = (".txt", ".docx", ".pdf")
NUMBER = {"max_digits": 26, "decimal_places": 6}
FORECASTS = [("pace", "按进度"), ("season", "按上年同期的季节"), ("pipeline", "按在手的事项(已申报、已列计划)")]
YES_NO = [("", "不限"), ("yes", "是"), ("no", "否")]


def bureaus() -> Any:
    """Bureaus that exist."""
    return Organisation.objects.filter(ended_on__isnull=True)


def posts() -> Any:
    """Posts that exist, with who holds them."""
    return Post.objects.filter(ended_on__isnull=True).select_related("organisation", "holder")


class PostChoice(forms.ModelChoiceField):
    """A post named with its bureau and holder."""

    def label_from_instance(self, obj: Any) -> str:
        """`经济发展局 工业科分析员(顾思远)`."""
        return f"{obj}({obj.holder})" if obj.holder else f"{obj}(空缺)"


class DayField(forms.DateField):
    """A day, picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(HouseForm):
    """A file or pasted text; the year if it is known."""

    title = forms.CharField(label="名称", max_length=120, help_text="例如:园衡示范区 2021 年工作计划")
    file = forms.FileField(
        label="文件", required=False, widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=".docx、.txt 或带文字的 .pdf",
    )  # fmt: skip
    text = forms.CharField(
        label="或者粘贴正文",
        required=False,
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    year = forms.IntegerField(
        label="计划年度", required=False, min_value=1978, max_value=2100, help_text="不填时从正文中找。"
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and a file that can be read."""
        data = super().clean() or {}
        file, text = data.get("file"), (data.get("text") or "").strip()
        if "file" not in self.errors and bool(file) == bool(text):
            self.add_error(None, "文件和粘贴的正文,请给出其中一个。")
        if file and not file.name.lower().endswith(ENDINGS):
            self.add_error("file", f"“{file.name}”不能读:请另存为 {'、'.join(ENDINGS)} 后上传。")
        return data


class BindingForm(HouseForm):
    """What a person confirms of a target. The filters are those of the chosen tally."""

    subject = forms.CharField(label="指标", max_length=300)
    tally = forms.ChoiceField(label="统计口径", required=False)
    owner_bureau = forms.ModelChoiceField(Organisation.objects.none(), label="责任部门", empty_label="请选择")
    owner_post = PostChoice(Post.objects.none(), label="责任岗位", required=False, empty_label="部门负责,不指定岗位")
    rhythm = forms.ChoiceField(label="更新频率", choices=Rhythm.choices)
    measured_year = forms.IntegerField(
        label="计量年度", min_value=1978, max_value=2100, help_text="这个数说的是哪一年;全省排名通常晚一年公布。"
    )
    boundary = forms.CharField(label="统计范围", max_length=120, required=False, help_text="例如:全区;核准四至范围")
    adds_up = forms.BooleanField(label="逐步累计的数(不勾选则为水平数,如增幅、占比、位次)", required=False)
    forecast = forms.ChoiceField(label="预测方法", choices=FORECASTS)

    def __init__(self, *args: Any, target: PlanTarget, tally: str, initial: dict[str, Any], **more: Any) -> None:
        filters = initial.get("filters", {})
        start = {**initial, "subject": target.subject, "tally": tally}
        known = tallies().get(tally)
        self.filters: tuple[Filter, ...] = filters_of(known) if known else ()
        for item in self.filters:
            start[f"f_{item.name}"] = _shown(item, filters)
        super().__init__(*args, initial=start, **more)
        self.fields["tally"].choices = tally_choices()  # type: ignore[attr-defined]
        self.fields["tally"].widget.attrs.update({"data-tally": "1"})
        self.fields["owner_bureau"].queryset = bureaus()  # type: ignore[attr-defined]
        self.fields["owner_post"].queryset = posts()  # type: ignore[attr-defined]
        for item in self.filters:
            self.fields[f"f_{item.name}"] = _field(item)
        from yuanheng.web.base.forms import dress

        dress(self)

    def binding(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        made = {name: data[name] for name in data if not name.startswith("f_")}
        made["filters"] = {}
        for item in self.filters:
            value = data.get(f"f_{item.name}")
            if item.kind == "yes_no":
                value = {"yes": True, "no": False}.get(value)
            if value not in (None, ""):
                made["filters"][item.name] = value
        return made


def _shown(item: Filter, filters: dict[str, Any]) -> Any:
    value = filters.get(item.name)
    if item.kind == "yes_no":
        value = item.default if value is None else value
        return "" if value is None else "yes" if value else "no"
    return value


def _field(item: Filter) -> forms.Field:
    if item.kind == "amount":
        return forms.DecimalField(label=item.label, required=False, min_value=Decimal(0), **NUMBER)
    if item.kind == "yes_no":
        choices = YES_NO if item.default is None else YES_NO[1:]
        return forms.ChoiceField(label=item.label, required=False, choices=choices)
    if item.kind == "choice":
        return forms.ChoiceField(label=item.label, required=False, choices=[("", "不限"), *item.choices])
    return forms.CharField(label=item.label, required=False, max_length=80)


class DismissForm(HouseForm):
    """Why it is no target."""

    reason = forms.CharField(label="原因", max_length=300, required=False)


class SpanForm(HouseForm):
    """A target added by hand: where it stands and what it says."""

    start = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    subject = forms.CharField(label="指标", max_length=300)
    kind = forms.ChoiceField(
        label="类型",
        choices=[
            ("count", "个数"), ("amount", "数量金额"), ("growth", "增幅"), ("share", "占比"), ("rank", "位次"),
            ("milestone", "节点"),
        ],
    )  # fmt: skip
    comparator = forms.ChoiceField(
        label="比较",
        required=False,
        choices=[(">=", "不少于"), ("<=", "不超过"), ("=", "达到"), ("~", "左右"), ("", "无")],
    )
    value = forms.DecimalField(label="目标值", required=False, help_text="金额以元计", **NUMBER)
    unit = forms.CharField(label="单位", max_length=20, required=False, help_text="个、家、元、%、位……")
    deadline = DayField(label="期限")

    def clean(self) -> dict[str, Any]:
        """All but a milestone have a number and its unit."""
        data = super().clean() or {}
        milestone = data.get("kind") == "milestone"
        if not milestone and (data.get("value") is None or not data.get("unit")):
            self.add_error("value", "除节点外,目标都要有目标值和单位。")
        if milestone:
            data.update(value=None, unit="", comparator="")
        return data


class ReportForm(HouseForm):
    """A figure reported upward."""

    day = DayField(label="截至日")
    value = forms.DecimalField(label="报送数", help_text="用目标的单位;金额以元计;节点办成填 1", **NUMBER)
    reported_to = forms.CharField(label="报送给", max_length=80, help_text="例如:市商务局")
    document = forms.CharField(label="文号或表名", max_length=200, required=False)
    signed_by = forms.CharField(label="签发人", max_length=40, required=False)
    difference = forms.CharField(label="与系统数不同的原因", max_length=300, required=False)


class RestateForm(HouseForm):
    """Another value, by a document."""

    value = forms.DecimalField(label="调整后的目标值", help_text="金额以元计", **NUMBER)
    holds_from = DayField(label="自何日起")
    document = forms.CharField(label="依据文件", max_length=200)
    reason = forms.CharField(label="原因", max_length=300)
    file = forms.FileField(label="扫描件", required=False)


class ItemForm(HouseForm):
    """A supervised item: what, who leads and supports, who follows it, by when."""

    title = forms.CharField(label="事项", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.ModelChoiceField(Organisation.objects.none(), label="牵头部门", empty_label="请选择")
    lead_post = PostChoice(Post.objects.none(), label="牵头岗位", required=False, empty_label="部门负责,不指定岗位")
    supports = forms.ModelMultipleChoiceField(Organisation.objects.none(), label="配合部门", required=False)
    contact = PostChoice(Post.objects.none(), label="挂钩领导", required=False, empty_label="不指定")
    due_on = DayField(label="期限")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("lead", "supports"):
            self.fields[name].queryset = bureaus()  # type: ignore[attr-defined]
        self.fields["lead_post"].queryset = posts()  # type: ignore[attr-defined]
        self.fields["contact"].queryset = posts().filter(role="leader")  # type: ignore[attr-defined]
        self.fields["supports"].widget.attrs["class"] = "form-select"


class EntryForm(HouseForm):
    """A line of an item's record."""

    text = forms.CharField(label="内容", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label="附件", required=False)


class MoveForm(HouseForm):
    """Another due date, and why."""

    due_on = DayField(label="新期限")
    text = forms.CharField(label="原因", max_length=1000)


class MinutesForm(HouseForm):
    """The minutes of a dispatch meeting, typed or pasted; each line that names a bureau and a day is an item."""

    held_on = DayField(label="会议日期")
    text = forms.CharField(
        label="会议纪要", max_length=50_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="每个决定一行,写明部门和期限,例如:招商局 7 月 20 日前落实 10 亿元项目签约。",
    )  # fmt: skip


class TemplateForm(HouseForm):
    """The office's own template of the brief."""

    file = forms.FileField(label="模板(.docx)", widget=forms.FileInput(attrs={"accept": ".docx"}))

    def clean_file(self) -> Any:
        """Word only."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".docx"):
            raise forms.ValidationError("模板须是 .docx 文件。")
        return file
