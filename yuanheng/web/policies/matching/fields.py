"""What a condition may ask about, as data: `rules/policies/fields.yaml`; and how fulfilment is done."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from yuanheng.engines.rules import Citation, load_rule

Kind = Literal["words", "code", "flag", "choice", "money", "amount", "stage", "date", "set"]
Subject = Literal["project", "enterprise", "company"]
OPERATORS: dict[str, tuple[str, ...]] = {
    "words": ("one_of", "none_of"),
    "code": ("starts", "not_starts"),
    "flag": ("is",),
    "choice": ("one_of",),
    "money": ("at_least", "at_most"),
    "amount": ("at_least", "at_most"),
    "stage": ("reached",),
    "date": ("within_years",),
    "set": ("one_of",),
}
OPERATOR_WORDS = {
    "one_of": "属于", "none_of": "不属于", "starts": "以…开头", "not_starts": "不以…开头", "is": "为", "at_least": "不低于",
    "at_most": "不高于", "reached": "已到", "within_years": "不超过…年",
}  # fmt: skip


class Field(BaseModel):
    """One thing a condition may ask: its kind, who has it, the unit it is typed in, what to find out when unknown.

    `measure` names the ledger's figure it is read from; a field without one is known only where somebody noted it, or
    from the record of the subject.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    kind: Kind
    of: tuple[Subject, ...]
    ask: str
    measure: str = ""
    unit: str = ""
    typed: str = ""
    factor: Decimal = Decimal(1)
    choices: dict[str, str] = {}

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators its kind allows."""
        return OPERATORS[self.kind]


class FieldRegister(BaseModel):
    """All fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    source: Citation
    fields: dict[str, Field]


class FulfilmentRules(BaseModel):
    """How many working days a notice hangs, and after which end the same may be applied for again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    notice_days: int
    reapply_after: tuple[Literal["withdrawn", "refused"], ...]
    assumptions: tuple[str, ...] = ()
    source: Citation


@cache
def load_fields() -> dict[str, Field]:
    """Every field by code."""
    return load_rule("policies", "fields", FieldRegister).fields


@cache
def notice_rules() -> FulfilmentRules:
    """The rules of fulfilment."""
    return load_rule("policies", "fulfilment", FulfilmentRules)
