"""How the columns of land tables are called, and what their figures may be: `rules/registers/parcels.yaml`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict

from ..rules import Citation, load_rule


class PointWords(BaseModel):
    """Headers of a list of corners by role."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parcel: tuple[str, ...]
    point: tuple[str, ...]
    ring: tuple[str, ...]
    x: tuple[str, ...]
    y: tuple[str, ...]

    def upper(self) -> dict[str, frozenset[str]]:
        """By role, as headers are compared."""
        return {role: frozenset(w.replace(" ", "").upper() for w in words) for role, words in self.model_dump().items()}


class Bands(BaseModel):
    """What is usual; outside it a figure is asked about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    price_per_mu_yuan: tuple[Decimal, Decimal]
    area_mu: tuple[Decimal, Decimal]
    term_years: tuple[int, int]
    plot_ratio: tuple[Decimal, Decimal]
    first_day: str


class ParcelRegister(BaseModel):
    """The words of land tables. `fields` are headers by field, `kinds` how a field's value is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    source: Citation
    fields: dict[str, tuple[str, ...]]
    kinds: dict[str, str]
    units: dict[str, dict[str, Decimal]]
    points: PointWords
    bands: Bands
    ambiguous_places: dict[str, dict[str, tuple[str, ...]]]
    supply_ways: tuple[str, ...]

    def field_of(self, header: str) -> str | None:
        """The field a header names, its unit in brackets left off; None where no word fits."""
        plain = bare_header(header)
        return next((name for name, words in self.fields.items() if plain in {bare_header(w) for w in words}), None)


def bare_header(header: str) -> str:
    """A header without its unit in brackets, without blanks, in small letters."""
    text = "".join(header.split()).replace("(", "(").replace(")", ")")
    return text.split("(")[0].lower()


def unit_in(header: str) -> str:
    """What a header has in its first brackets."""
    text = header.replace("(", "(").replace(")", ")")
    return text.split("(", 1)[1].split(")")[0].strip() if "(" in text else ""


@cache
def load_register() -> ParcelRegister:
    """The register."""
    return load_rule("registers", "parcels", ParcelRegister)
