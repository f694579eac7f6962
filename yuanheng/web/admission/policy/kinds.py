"""Kinds of promises as data: which figures of the ledger answer each, and how."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yuanheng.engines.rules import Citation, load_rule

from .checks import REGISTERS

LAND = "land"


class PromiseKind(BaseModel):
    """One kind: figures of a year (or summed since the signing), over land or not; or a stage reached by a day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    above: str = ""
    below: Literal["", "land"] = ""
    over: Literal["year", "since_signing"] = "year"
    comparator: Literal["at_least", "at_most"] = Field("at_least", alias="is")
    unit: str = ""
    typed: str = ""
    factor: Decimal = Decimal(1)
    places: int = 2
    stage: str = ""
    sentence: str

    @model_validator(mode="after")
    def one_of_two(self) -> PromiseKind:
        """Figures or a stage, never both."""
        if bool(self.above) == bool(self.stage):
            raise ValueError("写 above(台账的数)或 stage(项目阶段),二者取一")
        return self


class PromiseKinds(BaseModel):
    """The register of kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    source: Citation
    kinds: dict[str, PromiseKind]


def load_promise_kinds() -> dict[str, PromiseKind]:
    """All kinds by code."""
    return load_rule(REGISTERS, "promises", PromiseKinds).kinds


def promise_source() -> Citation:
    """Where the kinds come from."""
    return load_rule(REGISTERS, "promises", PromiseKinds).source
