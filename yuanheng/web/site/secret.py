"""Secrets are generated on the machine, kept under `var/secret` for the owner's eyes alone, and never in the repository."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from . import paths


def secret(name: str, *, length: int = 40) -> str:
    """The secret of that name, made on first use; two processes asking at once get the same one."""
    path = paths.folder("secret") / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make(path, secrets.token_urlsafe(length))


def fingerprint() -> str:
    """Ten hex digits of this installation: of its var folder and of a number drawn for it.

    With the number, an emptied var folder is a new installation and does not meet a database whose passwords are gone.
    """
    return hashlib.sha256(f"{paths.var_folder()} {secret('installation')}".encode()).hexdigest()[:10]


def _make(path: Path, text: str) -> str:
    """Write beside, then link into place: the first writer wins and nobody reads half a secret."""
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        return text
    finally:
        os.unlink(beside)
