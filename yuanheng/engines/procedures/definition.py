"""A procedure as data: steps, what each waits for, who acts by whose authority, budgets, what may stop the clock."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..rules import Citation

SuspensionKind = Literal[
    "papers", "public_notice", "hearing", "tender", "auction", "inspection", "appraisal", "expert_review",
    "rectification", "superior",
]  # fmt: skip
TimeOut = Literal["none", "remind", "escalate", "pass"]


class Extension(BaseModel):
    """How far a limit may be extended, how often, and who allows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    days: int = Field(gt=0)
    times: int = Field(default=1, gt=0)
    approver: str
    source: Citation


class Paper(BaseModel):
    """A paper that a step asks for; `secondary` ones may be promised and given later (容缺)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    label: str
    secondary: bool = False


class Step(BaseModel):
    """One step. `days` is the promised budget in working days, `statutory_days` the law's; absent means no own limit.

    `after` names the steps it waits for: all of them, or any one (`join`). An `external` step is decided above the
    zone and closes on number, date and scan. `signers` are seats (posts or bureaus) that sign unless a case names others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    after: tuple[str, ...] = ()
    join: Literal["all", "any"] = "all"
    authority: Literal["own", "external"] = "own"
    bureau: str = ""
    signing: Literal["any", "all", "in_turn"] = "any"
    signers: tuple[str, ...] = ()
    days: int | None = Field(default=None, ge=0)
    statutory_days: int | None = Field(default=None, ge=0)
    papers: tuple[Paper, ...] = ()
    suspensions: tuple[SuspensionKind, ...] = ()
    group: str = ""
    optional: bool = False
    on_time_out: TimeOut = "remind"
    remind_days: int = Field(default=3, ge=0)
    source: Citation | None = None


class Procedure(BaseModel):
    """A procedure: its clock starts on acceptance, or on opening where nothing is accepted.

    `days` is the promised budget of the whole in working days; without it the whole is due when its longest chain of
    steps is. `days_until` names the step at which `days` are kept (what follows, such as handing over a certificate, has
    its own limit); without it, the last. `hash` is the sha256 of its file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: str
    purpose: str
    subject: str
    version: datetime.date
    source: Citation
    assumptions: tuple[str, ...] = ()
    clock_from: Literal["acceptance", "opening"] = "acceptance"
    days: int | None = Field(default=None, ge=0)
    statutory_days: int | None = Field(default=None, ge=0)
    days_until: str = ""
    extension: Extension | None = None
    suspensions: tuple[SuspensionKind, ...] = ()
    asks_papers_once: bool = False
    accepts_promises: bool = False
    groups: dict[str, str] = {}
    steps: tuple[Step, ...]
    hash: str = ""

    def step(self, code: str) -> Step | None:
        """The step of that code, or None."""
        return next((step for step in self.steps if step.code == code), None)

    def followers(self, code: str) -> tuple[str, ...]:
        """Every step that waits for `code`, directly or through others, in the file's order."""
        found: set[str] = set()
        edge = {code}
        while edge:
            edge = {step.code for step in self.steps if edge & set(step.after)} - found
            found |= edge
        return tuple(step.code for step in self.steps if step.code in found)

    def stoppable_by(self, code: str) -> tuple[str, ...]:
        """The kinds of suspension allowed on a step (the procedure's own ones included), or on the whole for ''."""
        step = self.step(code)
        return tuple(dict.fromkeys((*self.suspensions, *(step.suspensions if step else ()))))
