"""The pay scheme in force in a month, and the roles that shares may have."""

from __future__ import annotations

from datetime import date

from yuanheng.engines.pay import PayScheme, list_pay_schemes, load_pay_scheme

from .errors import RewardsError


def schemes() -> list[PayScheme]:
    """Every scheme, the newest first."""
    return sorted((load_pay_scheme(name) for name in list_pay_schemes()), key=lambda s: s.since, reverse=True)


def scheme_for(month: date) -> PayScheme:
    """The scheme in force in a month; of several, the one that began last.

    Raises:
        RewardsError: none is.
    """
    found = next((s for s in schemes() if s.holds_in(month)), None)
    if found is None:
        raise RewardsError(
            where=f"{month:%Y-%m}",
            found="没有施行的薪酬办法",
            expected="rules/pay 中有当时施行的办法",
            advice="补充办法或改月份",
        )
    return found


def role_labels() -> dict[str, str]:
    """The roles a share may have, in order, over all schemes."""
    return {code: label for scheme in reversed(schemes()) for code, label in scheme.roles.items()}


def office_names() -> list[str]:
    """Offices that the schemes name, and the headquarters."""
    named = [name for scheme in schemes() for name in scheme.offices]
    return list(dict.fromkeys(["启东本部", *named]))
