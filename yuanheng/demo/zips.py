"""Zip files whose bytes depend on their parts only: every entry has the same moment and rights."""

from __future__ import annotations

import zipfile
from pathlib import Path

MOMENT = (2022, 1, 10, 9, 0, 0)
"""The moment in every document and archive: a fixed one, so that the same seed gives the same bytes."""


def entry(name: str, *, stored: bool = False) -> zipfile.ZipInfo:
    """The header of one part."""
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def pack(path: Path, parts: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> None:
    """A zip of these parts in this order."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(entry(name, stored=name in stored), content)
