"""`truth.parquet`: what every firm did every year, in the units the engines count in; written as the firms pass by.

One row a firm and year: `subject_id, subject_name, uscc, year, scale`, a decimal column a measure (元, 亩, kWh, tce, 人, kg),
NULL where no sheet of that year could tell, and the lists the firm is on (1 or NULL).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yuanheng.demo.economics import AREAS, FIELDS, POLLUTANTS, FirmYear
from yuanheng.demo.firms import Firm

LISTS = ("list_high_tech", "list_safety_accident")
_SCALES = (
    dict.fromkeys(FIELDS, Decimal(1))
    | dict.fromkeys(AREAS, Decimal("0.0015"))
    | dict.fromkeys((*POLLUTANTS, "emissions"), Decimal("0.1"))
    | {"energy_tce": Decimal("0.01")}
)
_DECIMAL = pa.decimal128(38, 12)
SCHEMA = pa.schema(
    [
        ("subject_id", pa.string()),
        ("subject_name", pa.string()),
        ("uscc", pa.string()),
        ("year", pa.int32()),
        ("scale", pa.string()),
        *((field, _DECIMAL) for field in FIELDS),
        *((name, _DECIMAL) for name in LISTS),
    ]
)
_BATCH = 5_000


def in_base_unit(measure: str, quanta: int | None) -> Decimal | None:
    """The exact figure in the engines' unit; areas in 亩."""
    return None if quanta is None else quanta * _SCALES[measure]


class TruthFile:
    """The truth being written. `told` says which measures any sheet of a year tells."""

    def __init__(self, path: Path, *, told: dict[int, set[str]]) -> None:
        self._writer = pq.ParquetWriter(path, SCHEMA)
        self._told = told
        self._rows: list[dict[str, object]] = []

    def add(self, firm: Firm, figures: FirmYear, *, accident: bool) -> None:
        """One firm and year."""
        told = self._told[figures.year]
        row: dict[str, object] = {
            "subject_id": firm.id,
            "subject_name": firm.name,
            "uscc": firm.uscc,
            "year": figures.year,
            "scale": firm.scale,
            "list_high_tech": Decimal(1) if firm.high_tech else None,
            "list_safety_accident": Decimal(1) if accident else None,
        }
        row |= {code: in_base_unit(code, figures.values[code]) if code in told else None for code in FIELDS}
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
            self._rows = []

    def close(self) -> None:
        """Write the rest."""
        self._flush()
        self._writer.close()
