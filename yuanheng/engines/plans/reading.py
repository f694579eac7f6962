"""Read a plan: paragraphs, sentences, clauses, and in them the targets and what else is promised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .analysis import sentences
from .columns import columns_of
from .layout import Paragraph, paragraphs
from .outline import commitments_of, find_outline
from .sentences import SentenceReader
from .values import PlanReading, Target
from .words import finder
from .years import find_year, writes_year, year_warnings


def extract(text: str, *, year: int | None = None) -> PlanReading:
    """Everything a plan promises: outline, commitments and targets, with offsets into `text` as given.

    `year` is the plan's; without it the year is looked for in the text, and where none is found words like 年底 have no date.
    """
    parts = paragraphs(text)
    found = find_year(parts)
    basis = "given" if year is not None else "text" if found is not None else "none"
    plan_year = year if year is not None else found
    targets, reviewed = _targets(parts, text, plan_year)
    outline = find_outline(parts, len(text))
    return PlanReading(
        year=plan_year,
        outline=outline,
        commitments=commitments_of(parts, text, outline, targets, reviewed=reviewed, year=plan_year),
        targets=targets,
        year_basis=basis,  # type: ignore[arg-type]
        warnings=year_warnings(
            given=year, found=found, written=year is not None and writes_year(parts, year), targets=len(targets)
        ),
    )


def _targets(parts: Sequence[Paragraph], text: str, year: int | None) -> tuple[tuple[Target, ...], frozenset[int]]:
    """The targets, and which paragraphs stand under a review."""
    reviewed: set[int] = set()
    reader = SentenceReader(original=text, year=year)
    for number, paragraph in enumerate(parts):
        if paragraph.heading or _titles(paragraph):
            reader.section_past = _past_section(paragraph.text, year, before=reader.section_past)
        reader.new_paragraph(listed=paragraph.marker in ("ordinal", "dash", "small", "item"))
        reader.columns = columns_of(paragraph, reader.columns)
        if reader.section_past:
            reviewed.add(number)
        for sentence in sentences(paragraph):
            reader.read(sentence)
    return tuple(reader.targets), frozenset(reviewed)


def _titles(paragraph: Paragraph) -> bool:
    """A short line without a full stop stands over what follows."""
    return len(paragraph.text) <= 30 and not re.search("[。,;:|]", paragraph.text)


def _past_section(title: str, year: int | None, *, before: bool) -> bool:
    """A heading such as 工作总结 or 工作计划 sets the tense of what follows; others leave it."""
    if re.search("(?:执行|完成|实施|落实|进展|推进|运行)情况(?!.{0,12}(?:计划|安排|打算|思路|意见))", title):
        return True
    if finder("plan_headings").search(title):
        return False
    if finder("past_headings").search(title):
        return True
    if finder("task_headings").search(title):
        return False
    written = re.match(
        r"[^\d]{0,6}(20\d{2})年[^\d]*$", title
    )  # 一、2019年主要工作; a headline with figures sets no tense
    return int(written[1]) < year if written and year else before
