"""A POST of a small form: do it, say so, go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.forms import HouseForm


def act(
    request: HttpRequest, form: HouseForm | None, do: Callable[[dict[str, Any]], Any], *, done: str, back: str
) -> HttpResponse:
    """What the form or the action refuses is said on the page one goes back to."""
    if form is not None and not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}:{';'.join(errors)}" if label else ";".join(errors))
        return redirect(back)
    try:
        do(form.cleaned_data if form is not None else {})
    except YuanhengError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, done)
    return redirect(back)
