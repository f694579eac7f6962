"""One form for each kind of act; the procedure decides what may be chosen, the engine decides what may pass."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django import forms

from yuanheng.engines.procedures import SUSPENSION_KINDS, CaseState, Procedure
from yuanheng.web.base.forms import HouseForm, day_field
from yuanheng.web.base.models import Organisation, User

Choices = list[tuple[str, str]]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads, perhaps empty."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file by the rules of a file field."""
        items = data if isinstance(data, list | tuple) else [data]
        return [item for item in (super(FilesField, self).clean(each, initial) for each in items) if item]


def lines_field(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A longer text."""
    return forms.CharField(
        label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


def people_choices() -> Choices:
    """Everybody with a post, and every bureau, as seats."""
    users = User.objects.filter(is_active=True, posts__ended_on__isnull=True).prefetch_related("posts__organisation")
    people = [(u.username, f"{u}({u.posts.all()[0].organisation.name})") for u in users.distinct()]
    bureaus = Organisation.objects.filter(ended_on__isnull=True).values_list("name", flat=True)
    return people + [(name, name) for name in bureaus]


class ActForm(HouseForm):
    """What is asked for one kind of act on one step; `version` is what the user had seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, state: CaseState, step: str, today: datetime.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", today)
        super().__init__(*args, **kwargs)
        self.kind, self.state, self.step = kind, state, step
        for name, make in FIELDS[kind].items():
            self.fields[name] = make(self)
        self._redress()

    def _redress(self) -> None:
        from yuanheng.web.base.forms import dress

        dress(self)

    @property
    def procedure(self) -> Procedure:
        """The case's procedure."""
        return self.state.procedure

    def event_data(self) -> dict[str, Any]:
        """The data of the event, without what was left empty."""
        found = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "files", "scan")}
        if "papers" in found:
            found["papers"] = [line.strip() for line in found["papers"].splitlines() if line.strip()]
        return {key: value for key, value in found.items() if value not in (None, "", [])}

    def uploads(self) -> list[Any]:
        """The files handed in with it."""
        scan = self.cleaned_data.get("scan")
        return [*([scan] if scan else []), *(self.cleaned_data.get("files") or [])]


Make = Callable[[ActForm], forms.Field]


def _on(_form: ActForm) -> forms.Field:
    return day_field("发生日期", help_text="实际发生的日子,可以早于今天补记")


def _reason(_form: ActForm) -> forms.Field:
    return lines_field("理由")


def _files(_form: ActForm) -> forms.Field:
    return FilesField(label="附件(可多选)", required=False)


def _paper(_form: ActForm) -> forms.Field:
    return forms.CharField(label="文书名称", required=False, max_length=120, help_text="例如:专家评审通知书")


def _number(required: bool) -> Make:
    return lambda form: forms.CharField(label="文号", required=required, max_length=120)


def _dated(required: bool) -> Make:
    return lambda form: day_field("文件日期", required=required)


def _stop_kinds(form: ActForm) -> forms.Field:
    kinds = form.procedure.stoppable_by(form.step)
    return forms.ChoiceField(label="事由", choices=[(k, SUSPENSION_KINDS[k]) for k in kinds])


def _open_kinds(form: ActForm) -> forms.Field:
    kinds = [s.kind for s in form.state.suspensions if s.last is None and s.step == form.step]
    return forms.ChoiceField(label="恢复哪一项", choices=[(k, SUSPENSION_KINDS[k]) for k in dict.fromkeys(kinds)])


def _days(form: ActForm) -> forms.Field:
    rule = form.procedure.extension
    told = f"至多 {rule.days} 个工作日,须{rule.approver}" if rule else "本流程没有延期的规定"
    return forms.IntegerField(label="延期(工作日)", help_text=told)


def _return_to(form: ActForm) -> forms.Field:
    before = [s for s in form.procedure.steps if form.step in form.procedure.followers(s.code)]
    here = form.procedure.step(form.step)
    choices = [(s.code, s.label) for s in before] + ([(here.code, f"{here.label}(本步重办)")] if here else [])
    return forms.ChoiceField(label="退回到", choices=choices)


def _seat(label: str) -> Make:
    return lambda form: forms.ChoiceField(label=label, choices=[("", "请选择"), *people_choices()])


def _person(label: str) -> Make:
    return lambda form: forms.ChoiceField(
        label=label, choices=[("", "请选择"), *[c for c in people_choices() if "(" in c[1]]]
    )


def _present_signer(form: ActForm) -> forms.Field:
    from .seats import seat_names

    waiting = form.state.steps[form.step].waiting_for if form.step else ()
    return forms.ChoiceField(label="减去", choices=list(zip(waiting, seat_names(waiting), strict=True)))


def _promised(form: ActForm) -> forms.Field:
    papers = [p.label for s in form.procedure.steps for p in s.papers if p.secondary]
    known = dict.fromkeys([*papers, *form.state.papers_wanted])
    choices = [(label, label) for label in known] if form.procedure.accepts_promises else []
    field = forms.MultipleChoiceField(
        label="容缺材料(申请人承诺后补)", required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )
    return field if choices else forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)


def _promised_by(form: ActForm) -> forms.Field:
    field = day_field("补交期限", required=False)
    if not form.procedure.accepts_promises:
        field.widget = forms.HiddenInput()
    return field


FIELDS: dict[str, dict[str, Make]] = {
    "accepted": {"on": _on, "promised": _promised, "promised_by": _promised_by, "files": _files},
    "papers_asked": {
        "on": _on,
        "papers": lambda form: lines_field("要补的材料", help_text="一行一件,一次告知全部"),
        "files": _files,
    },
    "papers_given": {"on": _on, "files": _files},
    "suspended": {
        "kind": _stop_kinds, "on": _on, "reason": _reason, "paper": _paper, "number": _number(False),
        "date": _dated(False), "files": _files,
    },
    "resumed": {"kind": _open_kinds, "on": _on, "paper": _paper, "number": _number(False), "files": _files},
    "extended": {"days": _days, "on": _on, "reason": _reason, "files": _files},
    "signed": {"on": _on, "opinion": lambda form: lines_field("意见", required=False), "files": _files},
    "step_done": {"on": _on, "opinion": lambda form: lines_field("办理情况", required=False), "files": _files},
    "refused": {"on": _on, "reason": _reason, "files": _files},
    "returned": {"to": _return_to, "on": _on, "reason": _reason},
    "handed_over": {"to": _seat("移交给"), "on": _on},
    "delegated": {
        "to": _person("代办人"), "from": lambda form: day_field("自"), "until": lambda form: day_field("至"), "on": _on,
    },
    "signer_added": {"signer": _seat("加签"), "on": _on},
    "signer_removed": {"signer": _present_signer, "on": _on},
    "copied": {
        "to": lambda form: forms.MultipleChoiceField(label="抄送", choices=people_choices()), "on": _on,
    },
    "external_done": {
        "number": _number(True), "date": _dated(True),
        "scan": lambda form: forms.FileField(label="批复扫描件"), "on": _on,
        "opinion": lambda form: lines_field("说明", required=False),
    },
    "completed": {"on": _on},
    "revoked": {"on": _on, "reason": _reason, "files": _files},
    "terminated": {"on": _on, "reason": _reason, "files": _files},
    "remarked": {"text": lambda form: lines_field("备注"), "files": _files},
}  # fmt: skip


class OpenForm(HouseForm):
    """A new case: what about, and who signs where the procedure leaves it open."""

    procedure = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label="事项名称", max_length=200)
    subject_label = forms.CharField(
        label="对象", max_length=200, required=False, help_text="企业、项目或事项的名称;从项目页发起的办件会自动带上"
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="牵头部门", empty_label=None)

    def __init__(self, *args: Any, under: Procedure, bureaus: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        procedure = under
        self.fields["procedure"].initial = procedure.name
        self.fields["organisation"].queryset = bureaus  # type: ignore[attr-defined]
        optional = [(s.code, s.label) for s in procedure.steps if s.optional]
        if optional:
            self.fields["skip"] = forms.MultipleChoiceField(
                label="本件不需要的步骤", choices=optional, required=False, widget=forms.CheckboxSelectMultiple
            )
        people = people_choices()
        for step in procedure.steps:
            if step.signers:
                self.fields[f"signers_{step.code}"] = forms.MultipleChoiceField(
                    label=f"“{step.label}”的签署人", choices=people, required=False,
                    help_text=f"不选则按流程:{'、'.join(step.signers)}",
                )  # fmt: skip
        from yuanheng.web.base.forms import dress

        dress(self)

    def event_data(self) -> dict[str, Any]:
        """The opening event: named signers, steps left out."""
        signers = {
            name.removeprefix("signers_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("signers_") and value
        }
        found = {"signers": signers, "skip": self.cleaned_data.get("skip")}
        return {key: value for key, value in found.items() if value}


class DelegationForm(HouseForm):
    """Who stands in, from when to when."""

    to = forms.ModelChoiceField(User.objects.none(), label="代办人", empty_label="请选择")
    since = day_field("自")
    until = day_field("至")
    reason = forms.CharField(label="原因", max_length=200, help_text="例如:出差、休假")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True, posts__ended_on__isnull=True).exclude(pk=user.pk).distinct()
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class WhatIfForm(forms.Form):
    """One step, some working days more or fewer."""

    step = forms.ChoiceField()
    extra = forms.IntegerField(min_value=-365, max_value=365)

    def __init__(self, *args: Any, state: CaseState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [s for s in state.procedure.steps if s.code in state.steps and state.steps[s.code].status != "done"]
        self.fields["step"].choices = [(s.code, s.label) for s in left]  # type: ignore[attr-defined]
