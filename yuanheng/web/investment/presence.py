"""Who is here: the firms of the register by chain and segment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yuanheng.web.cultivation.membership import cluster_named, members
from yuanheng.web.enterprises.models import Enterprise

from .rules import Chain, load_chains

GONE = ("注销", "吊销", "迁出")


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm of the register, as a chain's page names it."""

    id: object
    name: str
    scale: str


def firms_of(chain: Chain, *, on: date | None = None) -> dict[str, list[Firm]]:
    """Firms by segment; '' holds members of the cluster whose industry code is none of the chain's."""
    wanted = Q(cluster=chain.cluster)
    for segment in chain.segments:
        for prefix in segment.industry_codes:
            wanted |= Q(industry_code__startswith=prefix)
    cluster = cluster_named(chain.cluster)
    if cluster is not None and on is not None:
        wanted |= Q(pk__in=members(cluster, on=on).values("pk"))
    rows = Enterprise.objects.filter(wanted).exclude(status__in=GONE).order_by("name_pinyin")
    found: dict[str, list[Firm]] = {segment.code: [] for segment in chain.segments} | {"": []}
    for pk, name, scale, code in rows.values_list("pk", "name", "scale", "industry_code"):
        found[chain.segment_of_industry(code)].append(Firm(pk, name, scale))
    return found


def present_counts() -> dict[tuple[str, str], int]:
    """How many firms are here, by (chain, segment)."""
    counts: dict[tuple[str, str], int] = {}
    rows = list(Enterprise.objects.exclude(status__in=GONE).values_list("industry_code", flat=True))
    for chain in load_chains():
        for code in rows:
            segment = chain.segment_of_industry(code)
            if segment:
                counts[(chain.code, segment)] = counts.get((chain.code, segment), 0) + 1
    return counts
