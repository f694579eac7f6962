"""What each firm with a headquarters' work in a carrier would receive, policy by policy, and why: a panel of that page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.enterprises.models import Enterprise

from ..access import told
from ..fits import fits_for
from ..matching import Verdict
from ..models import Policy
from ..years import day_of, default_year
from .policies import ORDER, VERDICTS

THEME = "headquarters"


@dataclass(frozen=True, slots=True)
class Given:
    """One firm under one policy."""

    firm: Enterprise
    verdict: Verdict
    label: str
    tone: str
    worth: Any
    worth_words: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Under:
    """A policy of this theme over the firms, those that fit first; `total` of what those that fit would receive."""

    policy: Policy
    rows: tuple[Given, ...]
    fits: int
    asks: int


def headquarters_panel(request: HttpRequest, firms: Sequence[Enterprise]) -> dict[str, Any] | None:
    """None where no firm is there; a zone without such a policy is told what to do."""
    if not firms:
        return None
    today = moment.today()
    year = default_year(today)
    on = day_of(year, today)
    policies = Policy.objects.in_force(on).filter(theme=THEME, given_to="enterprise")
    found = [_under(request, policy, firms, on, year) for policy in policies]
    return {"found": found, "year": year}


def _under(request: HttpRequest, policy: Policy, firms: Sequence[Enterprise], on: Any, year: int) -> Under:
    fits = fits_for(policy, firms, on=on)
    rows = [_given(request, policy, firm, fits[firm.pk], year) for firm in firms]
    rows.sort(key=lambda r: (ORDER.index(r.verdict), -(r.worth or 0), r.firm.name_pinyin))
    count = {v: sum(r.verdict is v for r in rows) for v in ORDER}
    return Under(policy, tuple(rows), count[Verdict.FITS], count[Verdict.ASK])


def _given(request: HttpRequest, policy: Policy, firm: Enterprise, fit: Any, year: int) -> Given:
    label, tone = VERDICTS[fit.verdict]
    of = fit.unmet if fit.verdict is Verdict.NOT else fit.findings
    why = ";".join(told(request.user, f.sentence, f.plain, f.group) for f in of)  # type: ignore[arg-type]
    hidden = f"{policy.gives.sentence()}(金额涉及保密数据)"
    may_tell = told(request.user, "1", "", fit.worth.group)  # type: ignore[arg-type]
    return Given(
        firm=firm, verdict=fit.verdict, label=label, tone=tone, worth=fit.worth.amount if may_tell else None,
        worth_words=told(request.user, fit.worth.sentence, hidden, fit.worth.group),  # type: ignore[arg-type]
        why=";".join(fit.asks) if fit.verdict is Verdict.ASK else why,
        href=f"{reverse('policies:subject', args=['enterprise', firm.pk])}?year={year}",
    )  # fmt: skip
