"""One way to show a form on a page of its own, and to do what it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import ProblemsError, YuanhengError


def form_page(
    request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], Any], *, title: str, back: str, done: str,
    submit: str = "保存", template: str = "plan/form.html", after: Callable[[Any], str] | None = None, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form; on POST do it and go on. What is refused is shown in the form, nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            result = do(form.cleaned_data)
        except ProblemsError as error:
            for problem in error.problems:
                form.add_error(None, str(problem))
        except YuanhengError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, done)
            return redirect(after(result) if after else back)
    shown = {"form": form, "title": title, "back": back, "submit": submit, **context}
    return render(request, template, shown, status=422 if form.errors else 200)


def act(
    request: HttpRequest, form: forms.Form | None, do: Callable[[dict[str, Any]], Any], *, done: str, back: str
) -> HttpResponse:
    """A POST from a button or a small form of another page: do it, say so, go back."""
    if form is not None and not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}:{';'.join(map(str, errors))}".lstrip(":"))
        return redirect(back)
    try:
        do(form.cleaned_data if form is not None else {})
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, done)
    return redirect(back)
