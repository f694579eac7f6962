"""Schemes to scores, grades, explanations and what-if: dated, cited rules over any population."""

from .compile import compile_scheme
from .describe import describe_scheme
from .explain import Explanation, explain_subject
from .results import ScoreRun
from .run import run_scheme
from .scheme import Scheme, load_scheme
from .storage import read_run, write_results
from .whatif import what_if
from .wide_table import read_wide_table

__all__ = [
    "Explanation",
    "Scheme",
    "ScoreRun",
    "compile_scheme",
    "describe_scheme",
    "explain_subject",
    "load_scheme",
    "read_run",
    "read_wide_table",
    "run_scheme",
    "what_if",
    "write_results",
]
