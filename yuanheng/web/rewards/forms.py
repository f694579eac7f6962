"""Forms of rewards; money is typed in yuan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Post, User

from .actions.sharing import Row
from .goals import measures
from .models import CompanyStepKind, EndKind, ReviewGrade, ShareSet, Staff
from .schemes import office_names, role_labels, schemes

POSTS = ("总经理", "副总经理", "招商经理", "招商专员", "综合文员")
ROWS = 10


class CompanyStepForm(HouseForm):
    """A step of the set-up."""

    kind = forms.ChoiceField(label="节点", choices=CompanyStepKind.choices)
    on = day_field("日期")
    document = forms.CharField(label="文号或证照编号", max_length=120)
    file = forms.FileField(label="证据", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)


class ReasonForm(HouseForm):
    """Why something is taken back."""

    reason = forms.CharField(label="原因", max_length=200)


class StaffForm(HouseForm):
    """Somebody in the register."""

    name = forms.CharField(label="姓名", max_length=40)
    post = forms.ChoiceField(label="岗位", choices=[(p, p) for p in POSTS])
    office = forms.ChoiceField(label="办公地点")
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="登录名", required=False, empty_label="没有登录名",
        help_text="有登录名的人可以看自己的工资条",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(name, name) for name in office_names()]  # type: ignore[attr-defined]


class NewStaffForm(StaffForm):
    """Somebody enters."""

    number = forms.CharField(label="工号", max_length=20, required=False, help_text="留空则按顺序编号")
    entered_on = day_field("入职日期")

    field_order = ("number", "name", "post", "office", "entered_on", "user")


class LeaveForm(HouseForm):
    """Somebody leaves."""

    kind = forms.ChoiceField(label="方式", choices=[c for c in EndKind.choices if c[0] != EndKind.RENEWED])
    on = day_field("最后工作日", help_text="合同和基本工资到这一天为止;份额保留")
    reason = forms.CharField(label="原因", max_length=180)


class ContractForm(HouseForm):
    """A contract."""

    number = forms.CharField(label="合同编号", max_length=40)
    signed_on = day_field("签订日期")
    since = day_field("自")
    until = day_field("至")
    base_pay = forms.DecimalField(label="月基本工资(元)", max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    file = forms.FileField(label="合同文本", required=False)


class GoalForm(HouseForm):
    """A goal of a year."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    label = forms.CharField(label="目标", max_length=120)
    measure = forms.ChoiceField(label="计数方式")
    value = forms.DecimalField(label="目标值", max_digits=16, decimal_places=2, min_value=Decimal("0.01"))
    unit = forms.CharField(label="单位", max_length=10, initial="个")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = measures()  # type: ignore[attr-defined]


class ReviewForm(HouseForm):
    """The yearly review."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    on = day_field("考核日期")
    grade = forms.ChoiceField(label="等次", choices=ReviewGrade.choices)
    note = forms.CharField(label="评语", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ArbiterChoice(forms.ModelChoiceField):
    """A leader, by name."""

    def __init__(self, label: str, help_text: str = "") -> None:
        leaders = Post.objects.filter(role="leader", ended_on__isnull=True).values("holder")
        rows = User.objects.filter(is_active=True, pk__in=leaders)
        super().__init__(rows, label=label, empty_label="请选择", help_text=help_text)


class SelectionForm(HouseForm):
    """An open selection."""

    title = forms.CharField(label="名称", max_length=120, help_text="例如:公开选聘招商职业经理(2021 年第一批)")
    post = forms.ChoiceField(label="岗位", choices=[(p, p) for p in POSTS])
    places = forms.IntegerField(label="人数", min_value=1, max_value=200)
    arbiter = ArbiterChoice("审定领导")


class CandidateForm(HouseForm):
    """Somebody applied."""

    name = forms.CharField(label="姓名", max_length=40)
    applied_on = day_field("报名日期")


class ScoreForm(HouseForm):
    """A mark."""

    score = forms.DecimalField(label="面试成绩", max_digits=5, decimal_places=2)
    proposed = forms.BooleanField(label="列为拟聘人选", required=False)


class AppointForm(HouseForm):
    """Somebody is appointed."""

    on = day_field("聘任日期")
    office = forms.ChoiceField(label="办公地点")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(name, name) for name in office_names()]  # type: ignore[attr-defined]


class SharesForm(HouseForm):
    """A whole set: so many lines of person, role and per cent; empty lines are left out."""

    holds_from = day_field("自", help_text="从这一天起按新的份额;以前的份额保留可查")
    note = forms.CharField(label="依据", max_length=300)
    file = forms.FileField(label="证据", help_text="份额确认单、会议纪要等")

    def __init__(self, *args: Any, before: ShareSet | None = None, evidence: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not evidence:
            del self.fields["file"]
        people = [
            ("", "—"),
            *((str(s.pk), f"{s.number} {s.name}{'(已离职)' if s.left_on else ''}") for s in Staff.objects.all()),
        ]
        roles = [("", "—"), *role_labels().items()]
        held = list(before.shares.all()) if before else []
        for n in range(max(ROWS, len(held) + 2)):
            row = held[n] if n < len(held) else None
            self._line(n, people, roles, row)
        self.count = max(ROWS, len(held) + 2)

    def _line(self, n: int, people: Sequence[Any], roles: Sequence[Any], row: Any) -> None:
        line = {
            f"staff_{n}": forms.ChoiceField(choices=people, required=False, initial=str(row.staff_id) if row else ""),
            f"role_{n}": forms.ChoiceField(choices=roles, required=False, initial=row.role if row else ""),
            f"percent_{n}": forms.DecimalField(
                max_digits=7, decimal_places=4, required=False, initial=f"{row.percent.normalize():f}" if row else None
            ),
        }
        for (name, field), label in zip(line.items(), ("人员", "角色", "份额(%)"), strict=True):
            field.label = f"第 {n + 1} 行{label}"
            kind = getattr(field.widget, "input_type", "")
            field.widget.attrs.update(
                {"class": "form-select" if kind == "select" else "form-control", "aria-label": field.label}
            )
            self.fields[name] = field

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """The lines' fields, for the template."""
        return [(self[f"staff_{n}"], self[f"role_{n}"], self[f"percent_{n}"]) for n in range(self.count)]

    @property
    def heads(self) -> list[Any]:
        """The fields above the lines."""
        return [self[name] for name in ("holds_from", "note", "file") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """The lines as rows; one filled in part is a question."""
        data = super().clean() or {}
        rows, people = [], {str(s.pk): s for s in Staff.objects.all()}
        for n in range(self.count):
            given = (data.get(f"staff_{n}"), data.get(f"role_{n}"), data.get(f"percent_{n}"))
            if all(v not in (None, "") for v in given):
                rows.append(Row(people[str(given[0])], str(given[1]), Decimal(str(given[2]))))
            elif any(v not in (None, "") for v in given):
                self.add_error(None, f"第 {n + 1} 行没有填全:人员、角色、份额都要填,不用的行全部留空。")
        wanted = {k: v for k, v in data.items() if k in ("holds_from", "note", "file")}
        return wanted | {"rows": rows}


class DisputeForm(HouseForm):
    """A dispute; who runs the ledger names for whom."""

    claim = forms.CharField(
        label="主张和理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="只有经办人和裁定领导看得到",
    )  # fmt: skip
    file = forms.FileField(label="证据", required=False)
    arbiter = ArbiterChoice("裁定领导", "与份额无关的领导")
    claimant = forms.ModelChoiceField(Staff.objects.all(), label="提出人", empty_label="请选择")

    def __init__(self, *args: Any, for_others: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_others:
            del self.fields["claimant"]


class DeductionForm(HouseForm):
    """A deduction."""

    code = forms.ChoiceField(label="项目")
    quantity = forms.DecimalField(label="数量", max_digits=8, decimal_places=2, min_value=Decimal("0.01"))
    reason = forms.CharField(label="原因", max_length=200)
    on = day_field("日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {d.code: f"{d.label}(每{d.per} {d.yuan} 元)" for s in schemes() for d in s.deductions}
        self.fields["code"].choices = list(rows.items())  # type: ignore[attr-defined]


class ComputeForm(HouseForm):
    """Which month, and why again."""

    month = forms.DateField(
        label="月份",
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )
    reason = forms.CharField(label="重算原因", max_length=200, required=False, help_text="首次计算不填")
