"""A departmental source as data: its words, its rhythm, its boundary, and what its figures may be used for."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..rules import Citation, list_rules, load_rules

GENERAL = "general"


class Use(StrEnum):
    """What a figure may serve. Figures of the statistics bureau on single firms may not serve grading."""

    GRADING = "grading"
    STATISTICS = "statistics"
    DISPLAY = "display"
    CHECKING = "checking"


class Rhythm(BaseModel):
    """How often a table is due, and on which day of the month that follows (or of `due_month` for a yearly one)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    every: Literal["month", "quarter", "half", "year", "once"]
    due_day: int = Field(ge=1, le=31)
    due_month: int = Field(default=1, ge=1, le=12)


class Source(BaseModel):
    """One file under `rules/sources/`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    department: str
    boundary: str
    legal_basis: str
    permitted_use: list[Use]
    use_note: str = ""
    source: Citation
    key: Literal["uscc", "account", "name"] = "uscc"
    rhythm: Rhythm
    recognise: list[str] = Field(default_factory=list)
    header_words: list[str] = Field(default_factory=list)
    measures: list[str] = Field(default_factory=list)
    required: list[str] = Field(default_factory=list)
    names: dict[str, str] = Field(default_factory=dict)
    default_measure: str = ""
    list_measure: str = ""


def load_sources(names: tuple[str, ...] | None = None) -> dict[str, Source]:
    """All sources by name, or those asked for.

    Raises:
        ProblemsError: a source file is wrong, or no source has that name.
    """
    everything = load_rules("sources", Source)
    if names is None:
        return everything
    return {name: everything[name] for name in names if name in everything}


def source_names() -> list[str]:
    """The shipped sources and the zone's own."""
    return list_rules("sources")
