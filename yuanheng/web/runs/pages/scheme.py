"""A scheme in sentences, section by section, with the source of each and the mark of what is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from yuanheng.engines.scoring import describe_scheme

from ..schemes import OfferedScheme

NAMED = 7


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences about one thing."""

    title: str
    sentences: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """The whole scheme to read."""

    offered: OfferedScheme
    source: str
    sections: tuple[Section, ...]
    assumed: int

    @property
    def indicator_names(self) -> str:
        """The first of its indicators, and how many there are."""
        labels = [indicator.label for indicator in self.offered.scheme.indicators.values()]
        more = f"等 {len(labels)} 项" if len(labels) > NAMED else ""
        return "、".join(labels[:NAMED]) + more

    @property
    def scheme(self) -> Any:
        """The scheme itself."""
        return self.offered.scheme


def scheme_page(offered: OfferedScheme) -> SchemePage:
    """Everything the scheme says, in the order of the evaluation."""
    sentences, waiting = describe_scheme(offered.scheme), offered.scheme.unclassified.code
    sections = tuple(
        Section(f"{title} 类" if title == waiting else title, tuple(part))
        for title, part in groupby(sentences[1:], key=lambda sentence: sentence.section)
    )
    return SchemePage(
        offered=offered,
        source=offered.scheme.source.sentence(),
        sections=sections,
        assumed=sum(sentence.assumption for sentence in sentences),
    )
