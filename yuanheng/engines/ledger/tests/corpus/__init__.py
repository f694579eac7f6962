"""Messy workbooks as builders, each with the facts and problems that the contract asks for."""

from . import (
    cases_captions,
    cases_exam,
    cases_formats,
    cases_forms,
    cases_headers,
    cases_layouts,
    cases_more,
    cases_periods,
    cases_rows,
    cases_values,
)
from .case import CASES, Case, score_case

__all__ = [
    "CASES",
    "Case",
    "cases_captions",
    "cases_exam",
    "cases_formats",
    "cases_forms",
    "cases_headers",
    "cases_layouts",
    "cases_more",
    "cases_periods",
    "cases_rows",
    "cases_values",
    "score_case",
]
