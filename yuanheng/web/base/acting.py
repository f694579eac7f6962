"""The two shapes of a write on a page: a form with a page of its own, and a small form or button of another page.

Both do one thing, say so, and go on; what the form or the engine refuses is shown, and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yuanheng.engines.errors import ProblemsError, YuanhengError

Do = Callable[[dict[str, Any]], Any]


def form_page(
    request: HttpRequest, form: forms.Form, do: Do, *, title: str, back: str, done: str, submit: str = "保存",
    template: str = "base/form_page.html", after: Callable[[Any], str] | None = None, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form; on POST do it and go `back`, or to `after(result)`. A refusal is answered 422 with the form."""
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


def act(request: HttpRequest, form: forms.Form | None, do: Do, *, done: str, back: str) -> HttpResponse:
    """Do what a button or a small form of another page asks, and go `back` there; a refusal is said on that page."""
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
