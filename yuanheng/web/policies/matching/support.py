"""What a policy gives, as a formula: a fixed sum, or a share of a figure with a cap. Exact, to the fen, rounded down.

Rounded down, because what is given may never exceed what the policy allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .conditions import Known, Money
from .fields import load_fields
from .saying import bare_number, money, typed

FEN = Decimal("0.01")
BASES = ("amount", "money")


class Support(BaseModel):
    """`fixed`: `amount` yuan. `percent`: `rate` per cent of the field `of`, at most `cap` yuan (None: no cap)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["fixed", "percent"]
    amount: Decimal | None = Field(default=None, gt=0)
    of: str = ""
    rate: Decimal | None = Field(default=None, gt=0, le=100)
    cap: Decimal | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def whole(self) -> Support:
        """A fixed sum has an amount; a share has its figure and rate, and the figure is one of money."""
        if self.kind == "fixed":
            if self.amount is None:
                raise ValueError("定额补助要写金额")
            return self
        base = load_fields().get(self.of)
        if self.rate is None or base is None:
            raise ValueError("按比例补助要写基数和比例")
        if base.kind not in BASES or (base.kind == "amount" and base.unit != "yuan"):
            raise ValueError(f"“{base.label}”不是金额,不能作基数")
        return self

    def sentence(self) -> str:
        """上年度研发费用的 5%,最高 50 万元."""
        if self.kind == "fixed":
            return f"定额 {money(self.amount or Decimal(0), 'yuan')}"
        base = load_fields()[self.of].label
        top = f",最高 {money(self.cap, 'yuan')}" if self.cap is not None else ",不设上限"
        return f"{base}的 {bare_number(self.rate or Decimal(0))}%{top}"

    def worth(self, facts: Mapping[str, Known]) -> Worth:
        """What it comes to for a subject; None where the figure it is a share of is not known in yuan."""
        if self.kind == "fixed":
            return Worth(self.amount, f"{self.sentence()}。")
        known, about = facts.get(self.of), load_fields()[self.of]
        value = known.value if known is not None else None
        if isinstance(value, Money):
            value = value.amount if value.currency == "yuan" else None
        if value is None or self.rate is None:
            return Worth(None, f"{about.label}未知,金额算不出来。", ask=about.ask, group=known.group if known else "")
        exact = (Decimal(value) * self.rate / 100).quantize(FEN, rounding=ROUND_DOWN)
        capped = self.cap is not None and exact > self.cap
        given = self.cap if capped and self.cap is not None else exact
        shown = typed(Decimal(value), about) if about.typed else money(Decimal(value), "yuan")
        words = f"{about.label} {shown} × {bare_number(self.rate)}% = {money(exact, 'yuan')}"
        words += f",超过上限,按 {money(given, 'yuan')} 计。" if capped else "。"
        return Worth(max(given, Decimal(0)), words, group=known.group if known else "")


@dataclass(frozen=True, slots=True)
class Worth:
    """Yuan, or None with what to find out; `group` is the field group that may see the sentence."""

    amount: Decimal | None
    sentence: str
    ask: str = ""
    group: str = ""
