"""The rules of admission as they lie under `rules/admission/`: one file a check, and the registers they share.

A check names the figures it needs with their stored units; the loader holds them against the register of inputs, so
that no check can mean another unit than the one that is filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from yuanheng.engines.errors import Problems
from yuanheng.engines.rules import Citation, load_rule, load_rules

KIND, LISTS, REGISTERS = "admission", "admission/lists", "admission/registers"


class Gate(StrEnum):
    """Where a project is checked."""

    SIGNING = "signing"
    LAND = "land"

    @property
    def label(self) -> str:
        """签约前, 供地前."""
        return {"signing": "签约前", "land": "供地前"}[self.value]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Input(_Rule):
    """One figure that checks need: stored in `unit`, filled in as `typed` (one typed is `factor` stored)."""

    label: str
    kind: Literal["amount", "text", "code", "flag"] = "amount"
    unit: str = ""
    typed: str = ""
    factor: Decimal = Decimal(1)
    hint: str = ""
    origin: Literal["filled", "project", "reserve"] = Field("filled", alias="from")


class InputRegister(_Rule):
    """All inputs."""

    label: str
    source: Citation
    inputs: dict[str, Input]


class Parks(_Rule):
    """The parks inside the zone."""

    label: str
    source: Citation
    parks: dict[str, str]


class Condition(_Rule):
    """When a check applies: a flag that is so, or a code that starts with one of some prefixes."""

    input: str
    is_: bool | None = Field(None, alias="is")
    starts: tuple[str, ...] = ()


class Measured(_Rule):
    """`above` (over `below`, times `convert`) compared with a limit in the stored unit; shown times `show_times`."""

    kind: Literal["measured"]
    above: str
    below: str = ""
    convert: Decimal = Decimal(1)
    comparator: Literal["at_least", "at_most", "more_than"] = Field(alias="is")
    limit: Decimal
    unit: str
    shown: str = ""
    show_times: Decimal = Decimal(1)
    places: int = 2


class Listed(_Rule):
    """No code (by prefix) and no word of a list may occur."""

    kind: Literal["listed"]
    codes: str = ""
    texts: tuple[str, ...] = ()
    list_: str = Field(alias="list")


class Flags(_Rule):
    """All must be so."""

    kind: Literal["flags"]
    all_: tuple[str, ...] = Field(alias="all")


class Pair(_Rule):
    """What is needed against what is left."""

    label: str
    demand: str
    reserve: str


class Within(_Rule):
    """No demand may exceed its reserve."""

    kind: Literal["within"]
    pairs: tuple[Pair, ...]


class Entry(_Rule):
    """One entry of a list of words or codes."""

    label: str
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class WordList(_Rule):
    """A list that checks look into."""

    label: str
    source: Citation
    entries: tuple[Entry, ...]


class Sentences(_Rule):
    """What a check says, by outcome; what is missing is said the same everywhere."""

    passed: str
    failed: str
    not_applicable: str = ""


class Check(_Rule):
    """One check of admission."""

    name: str
    label: str
    order: int
    gates: tuple[Gate, ...]
    inputs: dict[str, str]
    applies: tuple[Condition, ...] = ()
    compare: Annotated[Measured | Listed | Flags | Within, Field(discriminator="kind")]
    sentences: Sentences
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    source: Citation
    borrowed: Citation | None = None

    @property
    def assumption(self) -> bool:
        """True where the rule's text was not seen: every page says so."""
        return self.source.assumption

    def holds_on(self, on: datetime.date) -> bool:
        """True on days the rule is in force; the last day is included."""
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on <= self.ends_on)

    def named(self) -> set[str]:
        """Every input the comparison and the conditions speak of."""
        found = {c.input for c in self.applies}
        match self.compare:
            case Measured(above=above, below=below):
                found |= {above, below}
            case Listed(codes=codes, texts=texts):
                found |= {codes, *texts}
            case Flags(all_=flags):
                found |= set(flags)
            case Within(pairs=pairs):
                found |= {name for p in pairs for name in (p.demand, p.reserve)}
        return found - {""}


def load_inputs() -> dict[str, Input]:
    """The register of inputs, in the order of the form."""
    return load_rule(REGISTERS, "inputs", InputRegister).inputs


def load_parks() -> dict[str, str]:
    """The parks inside the zone by code."""
    return load_rule(REGISTERS, "parks", Parks).parks


def load_list(name: str) -> WordList:
    """A list of words or codes."""
    return load_rule(LISTS, name, WordList)


def check_rules() -> dict[str, Check]:
    """Every check by name, in order.

    Raises:
        ProblemsError: a file that cannot be read, or a check that names a figure that is not registered, in another
            unit, or does not declare one it uses; all faults of all files together.
    """
    checks, inputs, problems = load_rules(KIND, Check), load_inputs(), Problems()
    for name, check in checks.items():
        _agree(name, check, inputs, problems)
    problems.raise_if_any()
    return dict(sorted(checks.items(), key=lambda item: (item[1].order, item[0])))


def _agree(name: str, check: Check, inputs: dict[str, Input], problems: Problems) -> None:
    where = f"{name}.yaml › inputs"
    if check.name != name:
        problems.add(
            "bad_rule", where=f"{name}.yaml › name", found=check.name, expected=name, advice="让名称与文件名一致"
        )
    for code, unit in check.inputs.items():
        known = inputs.get(code)
        if known is None:
            problems.add(
                "unknown_input",
                where=where,
                found=code,
                expected="、".join(inputs),
                advice="改用登记的数据,或先在 registers/inputs.yaml 登记",
            )
        elif known.unit != unit:
            problems.add(
                "unit_differs",
                where=f"{where} › {code}",
                found=unit or "没有单位",
                expected=known.unit or "没有单位",
                advice="按登记的单位改写,限值也要换算",
            )
    if undeclared := check.named() - set(check.inputs):
        problems.add(
            "undeclared_input",
            where=where,
            found="、".join(sorted(undeclared)),
            expected="比较和适用条件用到的数据都列在 inputs",
            advice="补列数据和单位",
        )


def checks_on(gate: Gate, on: datetime.date) -> tuple[Check, ...]:
    """The checks of a gate that are in force on a day, in order."""
    return tuple(c for c in check_rules().values() if gate in c.gates and c.holds_on(on))


def inputs_of(checks: Iterable[Check]) -> dict[str, Input]:
    """The inputs these checks need, in the order of the register."""
    wanted = {name for check in checks for name in check.inputs}
    return {name: item for name, item in load_inputs().items() if name in wanted}
