"""What a case can be about: a higher app names its kind of thing and where its page is.

register_subject("projects.project", label="项目", url=lambda pk: reverse("projects:project", args=[pk]))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that cases are about."""

    kind: str
    label: str
    url: Callable[[str], str]


_subjects: dict[str, Subject] = {}


def register_subject(kind: str, *, label: str, url: Callable[[str], str]) -> None:
    """Declare a kind; `url(id)` is the page of one."""
    _subjects[kind] = Subject(kind=kind, label=label, url=url)


def subject_label(kind: str) -> str:
    """The word for a kind; 对象 where no app declared it."""
    known = _subjects.get(kind)
    return known.label if known else "对象"


def subject_url(kind: str, pk: str) -> str:
    """The page of a subject; '' where there is none."""
    known = _subjects.get(kind)
    return known.url(pk) if known and pk else ""
