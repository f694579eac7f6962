"""A list of corners in a workbook: a parcel's number, a corner's number, X and Y in rows, a ring's number where there are holes.

In Chinese surveying X is north and Y is east; whichever way the columns are filled, magnitude says later.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ..ledger.archive import check_archive
from ..ledger.limits import Limits as SheetLimits
from .limits import Limits, refuse
from .raw import RawFeature, RawLayer, text_of
from .register import PointWords, load_register
from .rings import RingFault, closed_ring, polygon_of
from .systems import Told

LOOK_FOR_HEADER = 20


def load_points(path: Path, *, name: str, limits: Limits) -> RawLayer:
    """Read every sheet that has the columns.

    Raises:
        RefusedLayerError: no workbook, hostile, or no sheet with a parcel's number, X and Y.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, SheetLimits(), name=name)
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(sheet, book.get_sheet_by_name(sheet).to_python()) for sheet in book.sheet_names]
    except (zipfile.BadZipFile, CalamineError, OSError) as error:
        raise refuse(where=name, found="不是完好的 .xlsx 坐标表") from error
    layer, words, found = RawLayer(told=Told()), load_register().points, False
    for sheet, rows in sheets:
        header = _header(rows, words)
        if header is not None:
            found = True
            _take_sheet(layer, sheet, rows, header, limits)
    if not found:
        raise refuse(
            where=name, found="没有找到坐标表", expected="有“地块号、点号、X、Y”几列的表", advice="补上表头后重新上传"
        )
    return layer


def _header(rows: list[list[Any]], words: PointWords) -> tuple[int, dict[str, int]] | None:
    """The row of the header and the column of each role; None where there is none in the first rows."""
    for number, row in enumerate(rows[:LOOK_FOR_HEADER]):
        cells = [text_of(cell).replace(" ", "").upper() for cell in row]
        columns = {
            role: next(i for i, cell in enumerate(cells) if cell in known)
            for role, known in words.upper().items()
            if any(cell in known for cell in cells)
        }
        if {"parcel", "x", "y"} <= columns.keys():
            return number, columns
    return None


def _take_sheet(
    layer: RawLayer, sheet: str, rows: list[list[Any]], header: tuple[int, dict[str, int]], limits: Limits
) -> None:
    top, columns = header
    held: dict[str, dict[str, list[tuple[float, float]]]] = {}
    first_row: dict[str, int] = {}
    parcel, points = "", 0
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        cell = _cells(row, columns)
        parcel = cell["parcel"] or parcel  # merged cells name the parcel once
        if not parcel or not (cell["x"] or cell["y"]):
            continue
        points += 1
        if points > limits.points:
            raise refuse(where=sheet, found=f"多于 {limits.points:,} 个点")
        try:
            point = (float(cell["x"]), float(cell["y"]))
        except ValueError:
            layer.fault(
                "bad_number", where=f"{sheet} › 第 {number} 行", found=f"X={cell['x'] or '空'},Y={cell['y'] or '空'}",
                expected="两个数字", advice="改正这一行;该地块没有读入",
            )  # fmt: skip
            held.setdefault(parcel, {})["!"] = []
            continue
        first_row.setdefault(parcel, number)
        held.setdefault(parcel, {}).setdefault(cell.get("ring") or "1", []).append(point)
    for parcel, rings in held.items():
        _close(layer, sheet, parcel, rings, first_row.get(parcel, top + 2))


def _cells(row: list[Any], columns: Mapping[str, int]) -> dict[str, str]:
    return {role: text_of(row[i]) if i < len(row) else "" for role, i in columns.items()}


def _close(layer: RawLayer, sheet: str, parcel: str, rings: dict[str, list[tuple[float, float]]], row: int) -> None:
    layer.seen += 1
    if "!" in rings:
        return
    where = f"{sheet} › 第 {row} 行起 › {parcel}"
    try:
        made = [closed_ring(points, close=True) for points in rings.values()]
    except RingFault as fault:
        layer.fault(fault.kind, where=where, found=str(fault), expected="至少三个不同的界址点", advice="补全界址点")
        return
    layer.features.append(RawFeature(polygon_of(made), {"地块号": parcel}, where))
