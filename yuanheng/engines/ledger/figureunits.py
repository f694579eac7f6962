"""The unit of a figure: the cell's own, the row's, the header's, the sub-row's, the line above, the footer's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..quantities import Unit, unit_table
from .columns import FIGURE, Column
from .framesheet import Frame
from .headertext import unit_line


def fits(unit: Unit, dimension: str) -> bool:
    """True where a unit can measure the dimension; 吨 in an energy column is 吨标准煤, 万 in a money column 万元."""
    if unit.dimension == dimension:
        return True
    if unit.dimension == "scale":
        return dimension in ("money", "persons", "electricity")
    return dimension == "energy" and unit.dimension == "mass" and unit.factor >= 1000


def adapt(unit: Unit, dimension: str, column_unit: Unit | None = None) -> Unit:
    """The unit as one of the dimension: a bare 万 takes the dimension's own unit, 吨 of energy becomes tce."""
    if unit.dimension == "scale":
        code = {"money": "yuan", "persons": "persons", "electricity": "kWh"}[dimension]
        if dimension == "money" and column_unit is not None:
            code = column_unit.code
        return replace(unit, code=code, dimension=dimension)
    if dimension == "energy" and unit.dimension == "mass":
        return replace(unit, code="tce", dimension="energy", factor=unit.factor / 1000)
    return unit


def with_units(columns: list[Column], frame: Frame) -> list[Column]:
    """Header units that fit, or those of the unit sub-row, set on the figure columns."""
    out = []
    for column in columns:
        if column.role == FIGURE and column.dimension:
            units = tuple(u for u in column.units if fits(u, column.dimension))
            if not units and column.units:
                out.append(replace(column, role="", reason=f"单位「{column.units[0].name}」与指标不符"))
                continue
            if not units and column.index in frame.sub_units:
                units = _listed(frame.sub_units[column.index], column.dimension)
            column = replace(column, units=units)
        out.append(column)
    return out


def parts_like_totals(columns: list[Column], part_of: Mapping[str, str], lines: Iterable[str]) -> list[Column]:
    """其中:峰电量 without a unit anywhere has that of its total."""
    said = list(lines)
    totals = {c.measure: c.units for c in columns if c.role == FIGURE and c.units}
    out = []
    for column in columns:
        total = part_of.get(column.measure, "")
        if column.role == FIGURE and total in totals and static_unit(column, column.dimension, said, ()) is None:
            column = replace(column, units=totals[total])
        out.append(column)
    return out


def _listed(text: str, dimension: str) -> tuple[Unit, ...]:
    table = unit_table()
    one = table.find(text.strip().strip("()（）"))
    units = (one,) if one is not None else table.find_all(text.strip().strip("()（）"))
    return tuple(u for u in units if fits(u, dimension))


def static_unit(column: Column, dimension: str, lines: Iterable[str], footers: Iterable[str]) -> Unit | None:
    """The unit that holds for the whole column, or None where nothing says one or two would fit."""
    if column.units:
        return _single(column.units, dimension)
    for text in lines:
        units = [u for u in unit_line(text) if fits(u, dimension)]
        if units:
            return _single(tuple(units), dimension)
    for text in footers:
        if "单位" in text or text.strip().startswith(("注", "说明", "备注")):
            units = [u for u in unit_line(text) if fits(u, dimension)]
            if units:
                return _single(tuple(units), dimension)
    return unit_table().find("人") if dimension == "persons" else None


def _single(units: tuple[Unit, ...], dimension: str) -> Unit | None:
    """The one unit of a place; 万元/万美元 leaves the choice to the row."""
    adapted = {adapt(u, dimension) for u in units[:1]} if len({u.code for u in units}) == 1 else set()
    return adapted.pop() if len(adapted) == 1 else None


def scale_of(units: tuple[Unit, ...]) -> int | None:
    """The common scale of several currencies: 万元/万美元 -> 10,000."""
    factors = {u.factor for u in units if u.dimension in ("money", "scale")}
    return int(factors.pop()) if len(factors) == 1 else None
