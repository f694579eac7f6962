"""Clusters and who belongs to them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise

from ..models import Cluster, ClusterMember


class MemberError(YuanhengError):
    """A membership that cannot be."""

    kind = "cluster_member"


@transaction.atomic
def create_cluster(*, by: User, **values: Any) -> Cluster:
    """A new cluster."""
    made = Cluster.objects.create(**values)
    record(by, "cultivation.cluster.created", target=made, after={k: _plain(v) for k, v in values.items()})
    return made


@transaction.atomic
def change_cluster(cluster: Cluster, *, by: User, **values: Any) -> Cluster:
    """Change its names or its rule."""
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    before = {k: _plain(getattr(cluster, k)) for k, v in values.items() if getattr(cluster, k) != v}
    for key, value in values.items():
        setattr(cluster, key, value)
    cluster.save()
    record(
        by, "cultivation.cluster.changed", target=cluster, before=before,
        after={k: _plain(values[k]) for k in before},
    )  # fmt: skip
    return cluster


@transaction.atomic
def name_member(
    cluster: Cluster, enterprise: Enterprise, *, included: bool, since: date, reason: str, by: User, at: datetime
) -> ClusterMember:
    """Name a firm in or out from a day on; what stood before ends the day before.

    Raises:
        MemberError: the present entry began on that day or later.
    """
    present = (
        ClusterMember.objects.select_for_update()
        .filter(cluster=cluster, enterprise=enterprise, until__isnull=True)
        .first()
    )
    if present is not None:
        if present.since >= since:
            raise MemberError(
                where=f"{cluster} › {enterprise}", found=f"现有登记自 {present.since} 起",
                expected=f"晚于 {present.since} 的日期", advice="改用以后的日期,或先核对现有登记",
            )  # fmt: skip
        present.until = since - timedelta(days=1)
        present.save()
    made = ClusterMember.objects.create(
        cluster=cluster, enterprise=enterprise, included=included, since=since, reason=reason, by=by, known_at=at
    )
    after = {"enterprise": enterprise.name, "included": included, "since": str(since), "reason": reason}
    record(by, "cultivation.member.named", target=cluster, after=after)
    return made


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value
