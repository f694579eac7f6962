"""An engine's refusal as an error of the form, so that nothing filled in is lost."""

from __future__ import annotations

from django import forms

from yuanheng.engines.errors import ProblemsError, YuanhengError


def refuse(form: forms.BaseForm, error: YuanhengError) -> None:
    """Every problem as one line: what was found, what is expected, what to do."""
    problems = error.problems if isinstance(error, ProblemsError) else (error.problem,)
    for problem in problems:
        form.add_error(None, f"{problem.found};应为:{problem.expected};请{problem.advice}。")
