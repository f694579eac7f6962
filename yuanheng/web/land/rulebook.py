"""The rules of land as the pages say them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule


class StateRule(BaseModel):
    """One state's rule, as far as a page says it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: str
    label: str
    since: date
    until: date | None = None
    sentence: str
    source: Citation
    assumption: bool = False


class StateBook(BaseModel):
    """The rules of states in words; what their figures mean is the engine's business."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    rules: tuple[StateRule, ...]
    assumptions: tuple[str, ...] = ()


def state_book() -> StateBook:
    """As the file says today."""
    return load_rule("land", "states", StateBook)
