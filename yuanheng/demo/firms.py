"""Who is in the zone: the facts about a firm that do not change with the year.

A firm follows from (seed, place, number of firms) alone. So the zone is a stream: a hundred and twenty thousand firms need
no more memory than thirty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, gcd
from random import Random
from statistics import NormalDist

from yuanheng.demo import codes, names
from yuanheng.demo.industries import BY_CLUSTER, CLUSTERS, OTHER, SEMICONDUCTORS, UTILITY, Cluster, Industry
from yuanheng.demo.stories import LEASED, STORIES, Story, story_at

TOWNS = (("汇龙镇", 0.34), ("北新镇", 0.20), ("南阳镇", 0.16), ("近海镇", 0.12), ("王鲍镇", 0.10), ("合作镇", 0.08))
"""Towns and their shares of the firms. The firms of a town lie side by side, as in a clerk's table."""

_ROADS = ("银河路", "创业路", "江海路", "科技路", "滨江大道", "林荫路", "纬三路", "经七路", "新港路", "振兴路")
_POSTS = ("财务科长", "办公室主任", "统计员", "生产经理", "安环部长", "总经理助理")
_LARGE_SALES = 2_000
"""万元 of main revenue from which a firm counts as above the statistical size (规上)."""

_BLOCK = 10
"""Firms come in blocks of ten: the first may rent land to the last three."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, a code and an address that somebody brings along, for a trial over a real register."""

    name: str
    uscc: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Firm:
    """One row of the register, and what the generator must remember about it."""

    index: int
    id: str
    name: str
    uscc: str
    address: str
    former: str
    industry: Industry
    cluster: str
    scale: str
    founded: date
    production: date
    status: str
    town: str
    contact: str
    story: str
    base_sales: float
    quality: float
    high_tech: bool
    leased_in: int
    leased_out: int
    meters: tuple[str, ...]

    @property
    def utility(self) -> bool:
        """Whether it supplies water, heat or gas and is not suited to evaluation."""
        return self.industry.cluster == UTILITY

    @property
    def twin(self) -> bool:
        """One of the two firms that agree in everything that is counted."""
        return self.story.startswith("twin")

    @property
    def variety(self) -> int:
        """What small regular differences between firms hang on; the same for the twins."""
        return 0 if self.twin else self.index

    def existed(self, year: int) -> bool:
        """Whether the firm was producing by the end of the year."""
        return self.production.year <= year


def town_of(index: int, *, firms: int) -> str:
    """The town of the firm at this place."""
    reached = 0.0
    for town, share in TOWNS:
        reached += share
        if index < reached * firms:
            return town
    return TOWNS[-1][0]


def zone(*, firms: int, seed: int, first_year: int, last_year: int) -> Iterator[Firm]:
    """Every firm of the zone in order."""
    for index in range(firms):
        yield firm_at(index, firms=firms, seed=seed, first_year=first_year, last_year=last_year)


def firm_at(index: int, *, firms: int, seed: int, first_year: int, last_year: int) -> Firm:
    chance = Random(f"{seed}:firm:{index}")  # noqa: S311
    story = story_at(index, firms=firms)
    cluster, rank = _cluster_at(index)
    industry = _industry(chance, story=story, cluster=cluster)
    sales = story.sales if story and story.sales else _sales(rank, cluster=cluster, firms=firms, chance=chance)
    key = story.key if story else ""
    leased_in, leased_out = _leases(index, firms=firms, seed=seed, story=key)
    coined = names.brand(index, seed=seed)
    name = names.full_name(chance, coined=coined, words=industry.words)
    founded, production = _dates(chance, story=story, first_year=first_year, last_year=last_year)
    town = town_of(index, firms=firms)
    wants_former = key in ("renamed", "former_name") or (not key and chance.random() < 0.08)
    return Firm(
        index=index,
        id=f"QD{index + 1:06d}",
        name=name,
        uscc=codes.invent_uscc(index, seed=seed),
        address=f"启东市{town}{chance.choice(_ROADS)}{chance.randint(1, 988)}号",
        former=names.former_name(chance, coined=coined, words=industry.words) if wants_former else "",
        industry=industry,
        cluster=industry.cluster if industry.cluster != UTILITY else OTHER,
        scale="规上" if sales >= _LARGE_SALES else "规下",
        founded=founded,
        production=production,
        status=story.status if story else _status(chance),
        town=town,
        contact=chance.choice(_POSTS),
        story=key,
        base_sales=sales,
        quality=_quality(chance, story=key),
        high_tech=key.startswith("twin") or (sales > 800 and chance.random() < 0.12 + industry.research * 5),
        leased_in=leased_in,
        leased_out=leased_out,
        meters=_meters(index, seed=seed, sales=sales, chance=chance),
    )


def _cluster_at(index: int) -> tuple[Cluster, int]:
    """The cluster of a place and the firm's rank among that cluster's places; sixty places repeat the shares of 600."""
    lap, place = divmod(index * 7 % 60 + index // 60 * 60, 60)
    start = 0
    for cluster in CLUSTERS:
        width = cluster.share // 10
        if place < start + width:
            return cluster, lap * width + place - start
        start += width
    raise AssertionError("the shares of the clusters add up to 600")


def _industry(chance: Random, *, story: Story | None, cluster: Cluster) -> Industry:
    if story and story.cluster == UTILITY:
        code = {"water": "4610", "heat": "4430", "gas": "4511"}[story.key]
        return next(industry for industry in BY_CLUSTER[UTILITY] if industry.code == code)
    if story and story.key in ("twin_a", "twin_b"):
        return BY_CLUSTER[SEMICONDUCTORS][0]
    choices = BY_CLUSTER[story.cluster if story else cluster.name]
    return chance.choices(choices, weights=[industry.weight for industry in choices])[0]


def _sales(rank: int, *, cluster: Cluster, firms: int, chance: Random) -> float:
    """万元 of the last year: a lognormal quantile, stratified so that a cluster's total does not hang on one draw.

    The firms of the stories have fixed sales; the others share what is left of the cluster's total.
    """
    count = max(1, round(firms * cluster.share / 600))
    step = next(step for step in range(max(2, count * 5 // 8), count * 2 + 3) if gcd(step, count) == 1)
    stratum = (rank * step) % count
    told = [story.sales for story in STORIES if story.cluster == cluster.name and story.sales]
    mean = (cluster.sales[2] * 10_000 - sum(told)) / (cluster.share - len(told))
    return mean * _quantile((stratum + chance.uniform(0.25, 0.75)) / count, cluster.sigma) / _mean(cluster.sigma)


def _quantile(share: float, sigma: float) -> float:
    """Of a lognormal with median 1, its far ends cut off."""
    return exp(NormalDist().inv_cdf(min(max(share, 0.004), 0.996)) * sigma)


@cache
def _mean(sigma: float) -> float:
    """The mean of what `_quantile` gives over sixty strata."""
    return sum(_quantile((place + 0.5) / 60, sigma) for place in range(60)) / 60


def _leases(index: int, *, firms: int, seed: int, story: str) -> tuple[int, int]:
    """(㎡ rented in, ㎡ rented out). Within a block the sums agree; a block that a story or the zone's end cuts is without."""
    if story:
        return LEASED.get(story, 0), sum(LEASED.values()) if story == "landlord" else 0
    block, place = divmod(index, _BLOCK)
    members = range(block * _BLOCK, block * _BLOCK + _BLOCK)
    if place not in (0, 7, 8, 9) or members[-1] >= firms or any(story_at(member, firms=firms) for member in members):
        return 0, 0
    chance = Random(f"{seed}:block:{block}")  # noqa: S311
    if chance.random() > 0.15:
        return 0, 0
    areas = [chance.randrange(2_000, 9_000, 20) for _ in range(3)]
    return (0, sum(areas)) if place == 0 else (areas[place - 7], 0)


def _dates(chance: Random, *, story: Story | None, first_year: int, last_year: int) -> tuple[date, date]:
    if story and story.founded:
        return date.fromisoformat(story.founded), date.fromisoformat(story.production)
    founded = date(1992, 1, 1) + timedelta(days=chance.randrange((date(first_year - 3, 6, 30) - date(1992, 1, 1)).days))
    if not story and chance.random() < 0.07:
        founded = date(first_year - 1, 1, 10) + timedelta(days=chance.randrange(600))
    production = founded + timedelta(days=chance.randrange(120, 500))
    return founded, min(production, date(last_year, 9, 30))


def _status(chance: Random) -> str:
    return chance.choices(("在业", "停产", "注销"), weights=(97, 2, 1))[0]


def _quality(chance: Random, *, story: str) -> float:
    """How well it is run, in standard deviations; taxes, research and thrift with land and energy hang on it."""
    drawn = chance.gauss(0.0, 1.0)
    return {"star": 2.2, "twin_a": 1.0, "twin_b": 1.0, "laggard": -3.0, "idle_land": -1.5}.get(story, drawn)


def _meters(index: int, *, seed: int, sales: float, chance: Random) -> tuple[str, ...]:
    """Account numbers of the power company: one meter for a small firm, up to four for a large one."""
    most = 1 if sales < 1_500 else 2 if sales < 10_000 else 4
    return tuple(f"32{seed % 100:02d}{index:06d}{meter + 1}" for meter in range(chance.randint(1, most)))
