"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one untrusted file. Sizes are bytes, times seconds; a `cell` counts whether or not it is filled.

    `inflation_ratio` holds for what inflates to more than `inflation_ratio_from`; a workbook of many like rows reaches 400
    and is honest. `strings_handed_out` is the text of all cells, a shared string counted in every cell that shows it.
    """

    file_size: int = 200 * MIB
    inflated_size: int = 600 * MIB
    inflation_ratio: int = 150
    inflation_ratio_from: int = 160 * MIB
    strings_handed_out: int = 300 * MIB
    strings_size: int = 160 * MIB
    parts: int = 4000
    rows: int = 1_048_576
    columns: int = 1024
    cells: int = 12_000_000
    merges: int = 200_000
    text_size: int = 96 * MIB
    memory: int = 1200 * MIB
    seconds: float = 60.0
    archive_files: int = 2000
