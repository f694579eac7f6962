"""What a firm holds by certificate."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.figures import request_figures

from ..access import KEEP
from ..models import Holding
from .errors import MOST_M2, MOST_MU, TenancyError, an_area, in_order


@transaction.atomic
def record_holding(
    enterprise: Enterprise, *, land_mu: Decimal, since: date, by: User, at: datetime, certificate: str = "",
    parcel: str = "", address: str = "", floor_m2: Decimal | None = None, plot_ratio: Decimal | None = None,
    until: date | None = None, reason: str = "", file: StoredFile | None = None,
) -> Holding:  # fmt: skip
    """A certificate, or (0 亩, no certificate) that the firm holds nothing.

    Raises:
        TenancyError: the certificate stands already; land without a certificate or parcel; areas or days that cannot be.
    """
    where = f"{enterprise} › 持证"
    in_order(since, until, where)
    an_area(floor_m2, f"{where} › 建筑面积", most=MOST_M2, unit="㎡")
    if land_mu != 0:
        an_area(land_mu, f"{where} › 持证面积", most=MOST_MU, unit="亩")
        if not (certificate.strip() or parcel.strip()):
            raise TenancyError(
                where=where, found="没有权证号,也没有宗地号", expected="其中一项", advice="按不动产权证填写"
            )
    if plot_ratio is not None and plot_ratio <= 0:
        raise TenancyError(where=where, found=f"容积率 {plot_ratio}", expected="大于 0 的数", advice="不知道的留空")
    same = Holding.objects.known(None).filter(
        enterprise=enterprise, certificate=certificate.strip(), parcel=parcel.strip(), until=None
    )
    if same.exists():
        raise TenancyError(
            where=where, found=f"已登记:{same[0]} {same[0].land_mu.normalize():f} 亩", expected="一证登记一次",
            advice="面积有误的先撤回原登记并写明原因,再登记",
        )  # fmt: skip
    made = Holding.objects.create(
        enterprise=enterprise, certificate=certificate.strip(), parcel=parcel.strip(), address=address.strip(),
        land_mu=land_mu, floor_m2=floor_m2, plot_ratio=plot_ratio, since=since, until=until, reason=reason, file=file,
        by=by, known_at=at, organisation=bureau_of(by, KEEP),
    )  # fmt: skip
    after = {"certificate": certificate, "parcel": parcel, "land_mu": str(land_mu), "since": str(since)}
    record(by, "tenancies.holding.recorded", target=enterprise, after=after)
    request_figures()
    return made
