"""Who belongs to a cluster on a day: the rule over industry codes and the register's own mark, then the dated list.

The list speaks last: a firm named in is in, a firm named out is out, whatever its code says.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuanheng.web.enterprises.models import Enterprise

from .models import Cluster, ClusterMember


def members(cluster: Cluster, *, on: date, known_at: datetime | None = None) -> QuerySet[Enterprise]:
    """The firms of a cluster on a day, as the list was known at a moment (None: now)."""
    listed = ClusterMember.objects.filter(cluster=cluster, since__lte=on)
    if known_at is not None:
        listed = listed.filter(known_at__lte=known_at)
    # An entry ends where the next begins, and that is known only when the next is: `until` alone would tell too early.
    later = listed.filter(enterprise=OuterRef("enterprise"), since__gt=OuterRef("since"))
    listed = listed.exclude(Exists(later))
    named_in = listed.filter(included=True).values("enterprise")
    named_out = listed.filter(included=False).values("enterprise")
    return Enterprise.objects.filter(by_rule(cluster) | Q(pk__in=named_in)).exclude(pk__in=named_out)


def by_rule(cluster: Cluster) -> Q:
    """Firms whose code begins with one of the prefixes, or that the register marks with the cluster's name."""
    found = Q(cluster__in=[cluster.name, *cluster.synonyms])
    for prefix in cluster.prefixes:
        found |= Q(industry_code__startswith=prefix)
    return found


def cluster_named(text: str) -> Cluster | None:
    """A cluster by code, name or synonym."""
    wanted = text.strip().removesuffix("产业")
    for cluster in Cluster.objects.all():
        names = {cluster.code, cluster.name, *cluster.synonyms}
        if text in names or wanted in {name.removesuffix("产业") for name in names}:
            return cluster
    return None
