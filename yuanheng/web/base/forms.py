"""Forms of the base app, and the house's looks for every form."""

from __future__ import annotations

from typing import Any

from django import forms

from .models import Organisation, User
from .roles import roles


class HouseForm(forms.Form):
    """A form whose fields look like the rest of the pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


def dress(form: forms.BaseForm) -> None:
    """Give every field the class its kind of widget has in Tabler."""
    for field in form.fields.values():
        field.widget.attrs.setdefault("class", looks_of(field.widget))


def looks_of(widget: forms.Widget) -> str:
    """Tabler's class for a kind of widget."""
    kind = getattr(widget, "input_type", "textarea")
    if kind == "checkbox" and getattr(widget, "allow_multiple_selected", False):
        return "yh-checks"  # the class is the list's, too: a box's own would squeeze it to the width of one box
    looks = {"select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input"}
    return looks.get(kind, "form-control")


SHEETS = (".xlsx", ".xls", ".ods", ".csv")


def day_input() -> forms.DateInput:
    """The browser's own chooser of a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, required=required, widget=day_input(), help_text=help_text)


class SheetField(forms.FileField):
    """A spreadsheet by its ending; what is in it is read elsewhere, in its confines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": ",".join(SHEETS)}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refused in words when it is none."""
        given = super().clean(data, initial)
        if given and not given.name.lower().endswith(SHEETS):
            raise forms.ValidationError(f"“{given.name}”不是电子表格:请上传 {'、'.join(SHEETS)} 文件。")
        return given


class PostForm(HouseForm):
    """A post: where, as what."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), label="部门", empty_label="请选择"
    )
    role = forms.ChoiceField(
        label="角色", choices=lambda: [(r.name, f"{r.label}:{r.purpose}") for r in roles().values()]
    )
    title = forms.CharField(label="岗位名称", max_length=60, help_text="例如:工业科科员")


class NewUserForm(PostForm):
    """A person and their first post."""

    username = forms.RegexField(
        r"^[a-z][a-z0-9._-]{1,29}$", label="登录名", help_text="小写字母开头,可用数字、点、横线,2 到 30 位"
    )
    full_name = forms.CharField(label="姓名", max_length=40)

    field_order = ("username", "full_name", "organisation", "role", "title")

    def clean_username(self) -> str:
        """One name, one account, for ever: even a deactivated one keeps its name."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError(f"登录名 {name} 已有人使用,请换一个。")
        return str(name)


class HandOverForm(HouseForm):
    """Who takes the post."""

    to = forms.ModelChoiceField(User.objects.filter(is_active=True), label="接任人", empty_label="交给……")


class OrganisationForm(HouseForm):
    """A bureau."""

    name = forms.CharField(label="名称", max_length=80)
    code = forms.SlugField(label="代码", max_length=40, help_text="英文字母、数字、横线")
    kind = forms.ChoiceField(label="类别", choices=[("bureau", "部门"), ("office", "办事处"), ("village", "村居")])

    def clean(self) -> dict[str, Any]:
        """Names and codes are one bureau's."""
        data = super().clean() or {}
        for key, label in (("name", "名称"), ("code", "代码")):
            if data.get(key) and Organisation.objects.filter(**{key: data[key]}).exists():
                self.add_error(key, f"{label} {data[key]} 已经有了。")
        return data
