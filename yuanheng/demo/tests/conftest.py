"""The smallest zone, written once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.workbook import Workbook

from yuanheng.demo import DemoSummary, generate


@dataclass(frozen=True)
class SmallZone:
    """A generated zone with short ways to its parts."""

    summary: DemoSummary

    def path(self, name: str) -> Path:
        """The one file of this name."""
        (found,) = self.summary.folder.rglob(name)
        return found

    def book(self, name: str) -> Workbook:
        """A workbook with the values a reader sees."""
        return openpyxl.load_workbook(self.path(name), data_only=True)

    def books(self) -> Iterator[tuple[str, Workbook]]:
        """Every loose .xlsx."""
        for path in self.summary.sheets:
            if path.suffix == ".xlsx":
                yield path.name, openpyxl.load_workbook(path, data_only=True)

    def truth(self, year: int) -> dict[str, dict[str, Decimal | None]]:
        """The truth of a year by the firm's name."""
        rows = pq.read_table(self.summary.truth).to_pylist()
        return {row["subject_name"]: row for row in rows if row["year"] == year}


@pytest.fixture(scope="session")
def small_zone(tmp_path_factory: pytest.TempPathFactory) -> SmallZone:
    return SmallZone(generate(tmp_path_factory.mktemp("zone"), firms=30))
