"""Why a file is not read at all. One kind for every hostile or unreadable file, and a sentence that names the cause."""

from __future__ import annotations

from ..errors import Problem, YuanhengError

REFUSED = "refused_file"


class RefusedFileError(YuanhengError):
    """The file is not opened further; the rest of the upload goes on."""

    kind = REFUSED


def refuse(
    *,
    where: str,
    found: str,
    expected: str = "未加密、未损坏的 .xlsx、.xls、.ods 或 .csv 表格",
    advice: str = "用表格软件打开原件,另存为 .xlsx 后重新上传",
) -> RefusedFileError:
    """The refusal as an error to raise."""
    return RefusedFileError(where=where, found=found, expected=expected, advice=advice)


def refusal_problem(error: YuanhengError, *, file: str) -> Problem:
    """The refusal as a problem of its file."""
    said = error.problem
    return Problem(REFUSED, said.where, said.found, said.expected, said.advice, file=file)
