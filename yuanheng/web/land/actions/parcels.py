"""Enter and change a parcel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import Organisation, User
from yuanheng.web.enterprises.models import Enterprise

from ..access import EDIT
from ..models import Parcel
from ..timelines import keep_spans

FIELDS = ("name", "place", "town", "park", "use", "industry_code", "cluster", "holder", "holder_text")


class ParcelError(YuanhengError):
    """A parcel that cannot be entered or changed so."""

    kind = "parcel"


@transaction.atomic
def create_parcel(
    *, number: str, by: User | None, at: datetime, organisation: Organisation | None = None, **values: Any
) -> Parcel:
    """Enter a parcel; its records follow.

    Raises:
        ParcelError: no number, or one that stands in the register.
    """
    plain = number.strip()
    if not plain or Parcel.objects.filter(number=plain).exists():
        raise ParcelError(
            where="宗地登记 › 地块号",
            found=plain or "空",
            expected="登记簿里没有的地块号",
            advice="核对编号;已有的宗地打开修改",
        )
    owner = organisation or (bureau_of(by, EDIT) if by else None)
    made = Parcel(number=plain, organisation=owner, by=by, created_at=at, **values)
    if made.holder and not made.cluster:
        made.cluster, made.industry_code = made.holder.cluster, made.industry_code or made.holder.industry_code
    made.save()
    keep_spans([made])
    record(by, "land.parcel.registered", target=made, after={"number": plain, "name": made.name})
    return made


@transaction.atomic
def change_parcel(parcel: Parcel, *, version: int, by: User | None, **values: Any) -> Parcel:
    """Change head facts of a parcel.

    Raises:
        ParcelError: somebody changed it since `version`.
    """
    row = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
    if row.version != version:
        raise ParcelError(
            where=row.number, found="您打开后别人已经改过", expected="在最新内容上修改", advice="刷新页面,核对后再改"
        )
    before = {k: _said(getattr(row, k)) for k in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    keep_spans([row])
    after = {k: _said(v) for k, v in values.items()}
    changed = [k for k in after if after[k] != before[k]]
    record(
        by,
        "land.parcel.changed",
        target=row,
        before={k: before[k] for k in changed},
        after={k: after[k] for k in changed},
    )
    return row


def _said(value: Any) -> str:
    return value.name if isinstance(value, Enterprise) else "" if value is None else str(value)
