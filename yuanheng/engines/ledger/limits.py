"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one untrusted file. Sizes are bytes, times seconds; a `cell` counts whether or not it is filled."""

    file_size: int = 200 * MIB
    inflated_size: int = 600 * MIB
    inflation_ratio: int = 150
    strings_size: int = 160 * MIB
    parts: int = 4000
    rows: int = 1_048_576
    columns: int = 1024
    cells: int = 12_000_000
    merges: int = 200_000
    text_size: int = 200 * MIB
    memory: int = 1536 * MIB
    seconds: float = 60.0
    archive_files: int = 2000
