"""The fit of target companies, computed by the scheme and kept with its explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from yuanheng.engines.rules import rule_hash

from ..models import FitScore, TargetCompany
from ..policy.fit import SCHEME, Candidate, Fit, fits
from ..presence import present_counts
from ..rules import follow_rule

AT_ONCE = 500


def compute_fit(
    *, on: date, ids: Sequence[Any] | None = None, tell: Callable[[int, int], None] = lambda done, of: None
) -> int:
    """Score these companies, or all that are followed; how many. Safe to run twice."""
    rows = TargetCompany.objects.in_library() if ids is None else TargetCompany.objects.filter(pk__in=ids)
    heard = Max("news__on", filter=Q(news__kind__in=("expansion", "financing")))
    candidates = [_candidate(row) for row in rows.annotate(heard_on=heard).order_by("pk")]
    present, scheme_hash = present_counts(), rule_hash("schemes", SCHEME)
    for start in range(0, len(candidates), AT_ONCE):
        found = fits(candidates[start : start + AT_ONCE], present=present, on=on)
        _keep(found, on=on, scheme_hash=scheme_hash)
        tell(min(start + AT_ONCE, len(candidates)), len(candidates))
    return len(candidates)


def _candidate(row: TargetCompany) -> Candidate:
    return Candidate(
        id=str(row.pk), name=row.name, chain=row.chain, segment=row.segment, city=row.city, capital=row.capital,
        currency=row.currency, growth=row.growth, news_on=row.heard_on,  # type: ignore[attr-defined]
    )  # fmt: skip


@transaction.atomic
def _keep(found: dict[str, Fit], *, on: date, scheme_hash: str) -> None:
    """Whoever is known too little gets no place in the order: a figure over a few items would flatter."""
    scores = [
        FitScore(
            company_id=pk, total=fit.total, known=fit.known, scheme=SCHEME, scheme_hash=scheme_hash, on=on,
            tree=fit.tree, figures=fit.figures,
        )
        for pk, fit in found.items()
    ]  # fmt: skip
    FitScore.objects.bulk_create(
        scores, update_conflicts=True, unique_fields=["company"],
        update_fields=["total", "known", "scheme", "scheme_hash", "on", "tree", "figures"],
    )  # fmt: skip
    rows = list(TargetCompany.objects.filter(pk__in=found).only("pk"))
    for row in rows:
        fit = found[str(row.pk)]
        row.fit, row.fit_known = placed(fit), fit.known
    TargetCompany.objects.bulk_update(rows, ["fit", "fit_known"], batch_size=AT_ONCE)


def placed(fit: Fit) -> Decimal | None:
    """The score by which a company is ordered: None where less is known than the rule asks for."""
    return fit.total if fit.known >= follow_rule().least_known else None
