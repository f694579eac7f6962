"""Schemes as the site offers them: those of the rules' folder, and the one a run was bound to."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.rules import list_rules, read_rule_text, rule_hash
from yuanheng.engines.scoring import Scheme, load_scheme

from .models import Run

KIND = "schemes"
FIRMS = "企业"


@dataclass(frozen=True, slots=True)
class OfferedScheme:
    """A scheme with its text and the hash a run is bound to."""

    name: str
    scheme: Scheme
    text: str
    hash: str

    @property
    def of_firms(self) -> bool:
        """True where it evaluates enterprises; a scheme may score any population."""
        return self.scheme.subject == FIRMS

    @property
    def assumption(self) -> bool:
        """True where its own document was not seen."""
        return self.scheme.source.assumption


def scheme_names() -> list[str]:
    """Names of all schemes."""
    return list_rules(KIND)


def offered(name: str) -> OfferedScheme:
    """One scheme by name.

    Raises:
        ProblemsError: no such scheme, or its file is wrong.
    """
    return OfferedScheme(name, load_scheme(name), read_rule_text(KIND, name), rule_hash(KIND, name))


@dataclass(frozen=True, slots=True)
class BrokenScheme:
    """A file that cannot be used, and everything that is wrong with it."""

    name: str
    problems: tuple[str, ...]


def every_scheme() -> tuple[list[OfferedScheme], list[BrokenScheme]]:
    """Those that can be used, and those that cannot: one bad file never hides the good ones."""
    good: list[OfferedScheme] = []
    broken: list[BrokenScheme] = []
    for name in scheme_names():
        try:
            good.append(offered(name))
        except ProblemsError as error:
            broken.append(BrokenScheme(name, tuple(str(problem) for problem in error.problems)))
    return good, broken


def scheme_of(run: Run) -> OfferedScheme:
    """The scheme as it was when the run was made, whatever became of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = scheme_file(run.scheme_text, Path(folder), name=run.scheme)
        return OfferedScheme(run.scheme, load_scheme(path), run.scheme_text, run.scheme_hash)


def scheme_file(text: str, folder: Path, *, name: str) -> Path:
    """The text as a file the engines take."""
    path = folder / f"{name}.yaml"
    path.write_bytes(text.encode())
    return path


def text_hash(text: str) -> str:
    """sha256 of a scheme's text: equals `rule_hash` of the file it came from."""
    return hashlib.sha256(text.encode()).hexdigest()
