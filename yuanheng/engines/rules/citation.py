"""Where a rule comes from, and how sure we are of it."""

from __future__ import annotations

import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Sureness(StrEnum):
    """How a rule's text was seen; only the first two are shown as official."""

    SEEN = "S"
    SEEN_ON_MIRROR = "S*"
    GENERAL_KNOWLEDGE = "K"
    UNKNOWN = "?"


class Citation(BaseModel):
    """The document a rule is taken from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    number: str = ""
    article: str = ""
    issued: datetime.date | None = None
    url: str = ""
    sureness: Sureness = Sureness.UNKNOWN
    note: str = ""

    @property
    def assumption(self) -> bool:
        """True where the text itself was not seen: shown as an assumption, never as official."""
        return self.sureness in (Sureness.GENERAL_KNOWLEDGE, Sureness.UNKNOWN)

    def sentence(self) -> str:
        """The source in one line for a page: document, number, article, and the mark of an assumption."""
        parts = [f"《{self.document}》" if not self.document.startswith("《") else self.document]
        if self.number:
            parts.append(f"({self.number})")
        if self.article:
            parts.append(self.article)
        if self.assumption:
            parts.append("【假设,非正式规定】")
        elif self.sureness is Sureness.SEEN_ON_MIRROR:
            parts.append("【转载文本,待核原文】")
        return "".join(parts)
