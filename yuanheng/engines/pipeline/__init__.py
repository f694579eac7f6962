"""Workbooks to grades in one call, for the shell and for the site."""

from .evaluation import Evaluated, compute_evaluation, evaluate_folder, score_table
from .explaining import explain_folder, explain_in
from .linking import link_files, links_with_records
from .reading import ReadFiles, read_to_parquet, sheet_files

__all__ = [
    "Evaluated",
    "ReadFiles",
    "compute_evaluation",
    "evaluate_folder",
    "explain_folder",
    "explain_in",
    "link_files",
    "links_with_records",
    "read_to_parquet",
    "score_table",
    "sheet_files",
]
