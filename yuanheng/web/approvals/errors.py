"""Refusals of approvals: each with the stable name of its rule."""

from __future__ import annotations

from yuanheng.engines.errors import YuanhengError


class Refused(YuanhengError):
    """Something that may not be done; `rule` names why, and is the problem's kind."""

    def __init__(self, rule: str, *, where: str, found: str, expected: str, advice: str) -> None:
        self.rule = self.kind = rule
        super().__init__(where=where, found=found, expected=expected, advice=advice)
