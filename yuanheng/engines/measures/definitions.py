"""What a measure is: data under `rules/measures/`, one file a family (税收, 用地, 能耗, …)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from yuanheng.engines.rules import Citation, load_rules


class OverTime(StrEnum):
    """How the figures of several periods make the figure of a year."""

    SUM = "sum"  # a flow: months add up, and all twelve must be there
    LAST = "last"  # a stock: the latest as-of figure of the year stands
    ANY = "any"  # membership of a list: named once in the year is enough


class Unit(BaseModel):
    """An inside unit and the unit people read: `shown = inside / divisor`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    shown: str
    divisor: Decimal = Decimal(1)
    decimals: int = 2


class Measure(BaseModel):
    """One named figure.

    `sources` is the order in which sources are believed where several give the figure. `fallback` names measures that stand
    in when this one has no figure at all, said in the trace. `may_fall`: a month of it can be negative (a loss), so that a
    sum since January that falls is nothing to ask about.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    unit: str
    over_time: OverTime
    sentence: str
    boundary: str = ""
    sources: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    field_group: str = "enterprise.basic"
    may_fall: bool = False
    show: Unit | None = None

    def shown_in(self) -> Unit:
        """The unit people read this figure in: its own where it has one, else its unit's."""
        return self.show or load_units()[self.unit]


class MeasureFile(BaseModel):
    """A family of measures with the source of their definitions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    source: Citation
    units: dict[str, Unit] = Field(default_factory=dict)
    measures: dict[str, Measure]


@cache
def load_measures() -> dict[str, Measure]:
    """Every measure by code, in the order of the files.

    Raises:
        ProblemsError: a file is wrong, or two files define one code.
    """
    found: dict[str, Measure] = {}
    for name, family in load_rules("measures", MeasureFile).items():
        for code, measure in family.measures.items():
            if code in found:
                raise ValueError(f"rules/measures/{name}.yaml defines {code} a second time")
            found[code] = measure
    return found


@cache
def load_units() -> dict[str, Unit]:
    """Inside units by code (`yuan`, `mu`, `kWh`, …) and how people read them."""
    return {
        code: unit for family in load_rules("measures", MeasureFile).values() for code, unit in family.units.items()
    }
