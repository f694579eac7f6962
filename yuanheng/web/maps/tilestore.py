"""Tiles that were cut once, on disk: a folder a key (see `keeping.py`), a file a tile, gzip as it is sent.

All processes of the site share them. A key that nobody asks for any more (the data changed, the day passed) is swept
out when new ones come, the oldest first. Files lie under var, readable by the site alone.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from yuanheng.web.site import paths

KEYS = 200
DEEPEST = 17
"""Tiles below are small and quick to cut, and too many to keep."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """A tile of the layer of a key."""

    key: str
    z: int
    x: int
    y: int

    @property
    def tag(self) -> str:
        """What tells its content apart from every other: for the browser's own keeping."""
        return f'"{self.key}-{self.z}-{self.x}-{self.y}"'


def load(at: Address) -> bytes | None:
    """The bytes kept, b'' for a tile with nothing in it; None where it was not cut yet."""
    with suppress(FileNotFoundError):
        return _path(at).read_bytes()
    return None


def save(at: Address, body: bytes) -> None:
    """Keep it, whole or not at all; a full disk costs speed, not the map."""
    if at.z > DEEPEST:
        return
    path = _path(at)
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=paths.PRIVATE, parents=True, exist_ok=True)
            sweep()
        beside = path.with_suffix(f".{uuid4().hex}")
        beside.write_bytes(body)
        os.replace(beside, path)
    except OSError as error:
        log.warning("a tile could not be kept: %s", error)


def sweep(*, keys: int = KEYS) -> None:
    """Leave the newest keys."""
    aged = []
    for each in paths.folder("tiles").iterdir():
        with suppress(FileNotFoundError):
            aged.append((each.stat().st_mtime, each))
    for _, old in sorted(aged)[: max(0, len(aged) - keys)]:
        shutil.rmtree(old, ignore_errors=True)


def _path(at: Address) -> Path:
    return paths.folder("tiles") / at.key / f"{at.z}-{at.x}-{at.y}.mvt.gz"
