"""The 180 kinds of project: for the last year they come near the plan's targets (17 starts, 8 large, 11 completions).

A cohort names the years of its turning points as offsets from the last year: `signed=-1` was signed the year before.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from yuanheng.demo.industries import BIOMEDICINE, NEW_ENERGY, OTHER, SEMICONDUCTORS

SERVICES = "现代服务业"
HUNDRED, TWENTY, TEN, ONE, SMALL, DOLLARS, FEW_DOLLARS = "100亿", "20亿", "10亿", "1亿", "小", "千万美元", "百万美元"
SHANGHAI = "上海招商联络办公室"
SUNAN, SHENZHEN, BUREAU = "苏南招商联络办公室", "深圳招商联络办公室", "招商局本部"
KEYS = ("lead", "signed", "registered", "started", "completed")


@dataclass(frozen=True, slots=True)
class Cohort:
    """So many projects of one size that reached these turning points; None is not reached."""

    count: int
    band: str
    lead: int
    signed: int | None = None
    registered: int | None = None
    started: int | None = None
    completed: int | None = None
    cluster: str = ""
    foreign: bool = False
    source: str = ""
    until: str = ""
    state: str = "active"
    expands: bool = False

    def years(self) -> dict[str, int]:
        """The offsets of the turning points that were reached."""
        return {key: offset for key in KEYS if (offset := getattr(self, key)) is not None}


COHORTS = (
    # Begun in the last year: 16 of 1亿 and more in yuan, 7 of them of 10亿 and more; two in dollars; three small ones.
    Cohort(3, TEN, -1, -1, -1, 0),
    Cohort(1, TWENTY, -1, -1, -1, 0, cluster=NEW_ENERGY),
    Cohort(4, ONE, -1, -1, -1, 0),
    Cohort(2, ONE, -1, -1, -1, 0, expands=True),
    Cohort(2, TEN, -1, 0, 0, 0),
    Cohort(1, TWENTY, -1, 0, 0, 0, cluster=SEMICONDUCTORS),
    Cohort(3, ONE, -1, 0, 0, 0, source=SHANGHAI),
    Cohort(2, DOLLARS, -2, -1, -1, 0, foreign=True),
    Cohort(3, SMALL, -1, 0, 0, 0),
    # Completed in the last year: 11.
    Cohort(6, ONE, -2, -2, -2, -1, 0),
    Cohort(2, SMALL, -2, -2, -1, -1, 0, expands=True),
    Cohort(3, TEN, -2, -2, -2, -2, 0),
    # Signed in the last year, not begun.
    Cohort(1, HUNDRED, -1, 0, cluster=NEW_ENERGY),
    Cohort(1, TWENTY, 0, 0, cluster=BIOMEDICINE),
    Cohort(3, TEN, -1, 0),
    Cohort(3, ONE, 0, 0, 0, source=SHANGHAI),
    Cohort(3, ONE, -1, 0),
    Cohort(2, SMALL, 0, 0, 0, source=SHANGHAI, cluster=BIOMEDICINE),
    Cohort(3, SMALL, 0, 0),
    Cohort(3, DOLLARS, -1, 0, 0, foreign=True),
    Cohort(1, DOLLARS, 0, 0, foreign=True, source=SHANGHAI),
    Cohort(1, ONE, -1, 0, 0, foreign=True),
    Cohort(1, FEW_DOLLARS, -1, 0, 0, foreign=True),
    # Leads of the last year, most of them brought by Shanghai.
    Cohort(16, ONE, 0, cluster=BIOMEDICINE, source=SHANGHAI, until="talks"),
    Cohort(4, TEN, 0, cluster=BIOMEDICINE, source=SHANGHAI, until="framework"),
    Cohort(13, ONE, 0, cluster=SEMICONDUCTORS, source=SHANGHAI, until="lead"),
    Cohort(6, TEN, 0, cluster=SEMICONDUCTORS, source=SHANGHAI, until="talks"),
    Cohort(4, TEN, 0, cluster=NEW_ENERGY, source=SHANGHAI, until="lead"),
    Cohort(3, DOLLARS, 0, foreign=True, until="talks"),
    Cohort(5, ONE, 0, cluster=NEW_ENERGY, until="framework"),
    Cohort(5, SMALL, 0, until="lead"),
    # Older ones: at work, being built, late.
    Cohort(8, ONE, -3, -3, -3, -3, -2),
    Cohort(9, ONE, -3, -3, -2, -2, -1),
    Cohort(2, TEN, -3, -3, -3, -2, -1),
    Cohort(2, DOLLARS, -3, -3, -2, -2, -1, foreign=True),
    Cohort(1, SMALL, -2, -2, -2, -2, -1, expands=True),
    Cohort(7, ONE, -2, -2, -1, -1),
    Cohort(3, TEN, -2, -1, -1, -1),
    Cohort(3, ONE, -3, -2, -2, -2),
    Cohort(1, HUNDRED, -3, -2, -2, -2, cluster=SEMICONDUCTORS),
    # Given up or put aside, at every depth.
    Cohort(5, ONE, -2, until="talks", state="ended"),
    Cohort(3, TEN, -1, until="framework", state="shelved"),
    Cohort(3, ONE, -2, -1, state="ended"),
    Cohort(2, ONE, -2, -2, -1, state="shelved"),
    Cohort(2, SMALL, -1, until="lead", state="ended"),
    Cohort(1, TEN, -2, -2, -2, -1, state="shelved"),
    # Long talks.
    Cohort(8, ONE, -1, until="talks"),
    Cohort(4, TEN, -1, until="framework"),
    Cohort(6, SMALL, -2, until="talks"),
)
MIX = (NEW_ENERGY, SEMICONDUCTORS, BIOMEDICINE, OTHER, SEMICONDUCTORS, NEW_ENERGY, SERVICES, BIOMEDICINE, OTHER)
"""Clusters in turn where a cohort names none."""

FURTHER = (
    # The many leads of a year's daily work: small ones, or of no leading industry, none through Shanghai, so that what the
    # plan counts stays where the cohorts above put it.
    Cohort(70, SMALL, 0, until="lead", source=SUNAN),
    Cohort(50, SMALL, 0, until="talks", source=SHENZHEN),
    Cohort(45, ONE, 0, cluster=OTHER, until="lead", source=SUNAN),
    Cohort(40, ONE, 0, cluster=OTHER, until="talks", source=SHENZHEN),
    Cohort(20, SMALL, 0, until="lead", source=BUREAU),
    Cohort(16, ONE, 0, cluster=NEW_ENERGY, until="framework", source=SUNAN),
    Cohort(14, SMALL, 0, until="talks", source=BUREAU),
    Cohort(24, SMALL, 0, until="lead", source=SUNAN, state="ended"),
    Cohort(12, SMALL, 0, until="talks", source=SHENZHEN, state="shelved"),
    # Small projects signed in the year: below every threshold of the plan.
    Cohort(15, SMALL, 0, 0, source=SHENZHEN),
    Cohort(14, SMALL, 0, 0, 0, source=SUNAN),
)

KINDS = tuple(cohort for cohort in COHORTS for _ in range(cohort.count))
"""One cohort a project; fewer projects take them in even steps."""

_EACH = [cohort for cohort in FURTHER for _ in range(cohort.count)]
FURTHER_KINDS = tuple(Random(2021).sample(_EACH, len(_EACH)))  # noqa: S311 — the same mixture every time
"""What comes after them, mixed as a year brings it; where still more are asked for, both go round again."""

FULL_YEAR = len(KINDS) + len(FURTHER_KINDS)
"""The projects of the big zone: about 400 leads and 60 signings in the last year."""


def kind_of(index: int, *, projects: int) -> Cohort:
    """The cohort of the project at this place."""
    count = len(KINDS)
    if projects < count:
        return KINDS[index * count // projects]
    return (KINDS + FURTHER_KINDS)[index % FULL_YEAR]
