"""A reporting period (所属期): a year, a month, or a range of months of one year."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_RANGE = re.compile(r"(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months `first`..`last` of `year`, both counted; 1..12 is the whole year."""

    year: int
    first: int = 1
    last: int = 12

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2200 and 1 <= self.first <= self.last <= 12):
            raise ValueError(f"not a period: {self.year} {self.first}..{self.last}")

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        """`2021`, `2021-06` or `2021-01..2021-06`."""
        if self.months == 12:
            return f"{self.year}"
        if self.months == 1:
            return f"{self.year}-{self.first:02d}"
        return f"{self.year}-{self.first:02d}..{self.year}-{self.last:02d}"

    def label(self) -> str:
        """The period as a page shows it: 2021 年, 2021 年 6 月, 2021 年 1—6 月."""
        if self.months == 12:
            return f"{self.year} 年"
        if self.months == 1:
            return f"{self.year} 年 {self.first} 月"
        return f"{self.year} 年 {self.first}—{self.last} 月"


def parse_period(text: str) -> Period:
    """Read the written form back.

    Raises:
        ValueError: not `YYYY`, `YYYY-MM` or `YYYY-MM..YYYY-MM` within one year.
    """
    if match := _YEAR.fullmatch(text):
        return Period(int(match[1]))
    if match := _MONTH.fullmatch(text):
        return Period(int(match[1]), int(match[2]), int(match[2]))
    match = _RANGE.fullmatch(text)
    if match and match[1] == match[3]:
        return Period(int(match[1]), int(match[2]), int(match[4]))
    raise ValueError(f"not a period within one year: {text!r}")
