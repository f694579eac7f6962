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
    home: bool = False


_subjects: dict[str, Subject] = {}


def register_subject(kind: str, *, label: str, url: Callable[[str], str], home: bool = False) -> None:
    """Declare a kind; `url(id)` is the page of one. `home`: after an act on its case, one goes back there."""
    _subjects[kind] = Subject(kind=kind, label=label, url=url, home=home)


def subject_label(kind: str) -> str:
    """The word for a kind; 对象 where no app declared it."""
    known = _subjects.get(kind)
    return known.label if known else "对象"


def subject_url(kind: str, pk: str) -> str:
    """The page of a subject; '' where there is none."""
    known = _subjects.get(kind)
    return known.url(pk) if known and pk else ""


def home_of(kind: str, pk: str) -> str:
    """The page one goes back to after an act; '' where that is the case's own."""
    known = _subjects.get(kind)
    return known.url(pk) if known and known.home and pk else ""
