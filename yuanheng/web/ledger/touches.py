"""Lists of figures that somebody took out before something was corrected."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yuanheng.web.base.models import AuditEntry, User
from yuanheng.web.enterprises.touches import Restated, Touched

LISTED = "ledger.figures"
MOST = 100


def lists_touched(user: User, change: Restated) -> Iterable[Touched]:
    """Exports of the year's figures before the change; what the log keeps of them says as known when they were."""
    rows = AuditEntry.objects.filter(action="base.table.exported", content__after__list=LISTED, at__lt=change.at)
    if change.years:
        rows = rows.filter(content__after__year__in=list(change.years))
    for row in rows.select_related("content").order_by("-at")[:MOST]:
        after = row.content.after
        known = after.get("known_on")
        yield Touched(
            what=f"导出:{row.content.target_label}",
            href=f"{reverse('ledger:figures')}?year={after['year']}&known_on={known or row.at.date()}",
            at=row.at,
            stated=f"{row.content.actor_name},{after['rows']} 行" + (f",数据截至 {known}" if known else ""),
            now="导出时的内容不变",
        )
