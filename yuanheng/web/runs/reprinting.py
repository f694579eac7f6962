"""A run as it was printed, beside the same scheme run today: the files as they were, and which later run stands for today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .models import Run


@dataclass(frozen=True, slots=True)
class Checked:
    """A file of a run: is it, byte for byte, what was written when the run ended?"""

    name: str
    sha256: str
    same: bool


def checked_files(run: Run) -> tuple[Checked, ...]:
    """Every file with a fingerprint, read again."""
    return tuple(Checked(name, known, _digest(run, name) == known) for name, known in sorted(run.files.items()))


def _digest(run: Run, name: str) -> str:
    path = run.folder / name
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def todays_run(run: Run) -> Run | None:
    """The newest finished run of the same scheme and year that knows all that was known when it was made."""
    rows = Run.objects.finished().filter(year=run.year, scheme_hash=run.scheme_hash, snapshot__known_on__isnull=True)
    rows = rows.filter(asked_at__gt=run.asked_at).exclude(pk=run.pk)
    return rows.select_related("snapshot", "ran_by", "organisation").order_by("-asked_at").first()
