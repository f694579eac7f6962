"""How far a work is: steps weighted by their days, the one at work by what is measured of it.

progress = (days of steps done + days of the measured step x its share) / days of all steps not skipped, in per cent to one
place, rounded half up. What has no measure counts nothing until it is done. Only a work with every step done is at 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

WHOLE, NEARLY = Decimal("100.0"), Decimal("99.9")


@dataclass(frozen=True, slots=True)
class StepNow:
    """A step with its weight in days; `share` what is measured of it while it is open, `said` that in words."""

    label: str
    days: int
    state: Literal["done", "skipped", "open"]
    share: Fraction | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Per cent and the sentence that says how it came about; None where there is no step at all."""

    percent: Decimal | None
    sentence: str


def progress_of(steps: Sequence[StepNow]) -> Progress:
    """The progress of a work by its steps."""
    counted = [step for step in steps if step.state != "skipped"]
    whole = sum(max(step.days, 1) for step in counted)
    if not whole:
        return Progress(None, "还没有办件,不能算进度")
    done = [step for step in counted if step.state == "done"]
    passed = Fraction(sum(max(step.days, 1) for step in done))
    measured = [step for step in counted if step.state == "open" and step.share is not None]
    for step in measured:
        passed += max(step.days, 1) * min(max(step.share or Fraction(0), Fraction(0)), Fraction(1))
    percent = per_cent(passed / whole)
    if len(done) < len(counted):
        percent = min(percent, NEARLY)
    parts = [f"{len(done)}/{len(counted)} 步完成"]
    parts += [f"“{step.label}”按{step.said}折算" for step in measured if step.said]
    return Progress(percent, ",".join(parts))


def per_cent(share: Fraction) -> Decimal:
    """A share in per cent to one place, rounded half up."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def share_of(part: Decimal | int | None, whole: Decimal | int | None) -> Fraction | None:
    """Part of whole; None where either is unknown or the whole is nothing."""
    if part is None or not whole:
        return None
    return Fraction(part) / Fraction(whole)
