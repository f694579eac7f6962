"""What the tests of investment promotion share."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuanheng.web.base.actions.users import create_user
from yuanheng.web.base.models import Organisation
from yuanheng.web.base.moment import SHANGHAI


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A moment of a Shanghai day."""
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def colleague(cast):
    """A second promoter, of the Shanghai office."""
    office = Organisation.objects.create(code="office-shanghai", name="上海招商联络办公室", kind="office")
    user, _ = create_user(
        username="sh01", full_name="茅晓棠", organisation=office, role="investment_officer", title="招商专员", by=None,
        on=date(2021, 1, 4),
    )  # fmt: skip
    return _keeps_password(user)


@pytest.fixture
def head(cast):
    """The head of the investment bureau."""
    bureau = cast["promoter"].posts.get().organisation
    user, _ = create_user(
        username="head", full_name="季伯安", organisation=bureau, role="investment_lead", title="招商局局长", by=None,
        on=date(2021, 1, 4),
    )  # fmt: skip
    return _keeps_password(user)


def _keeps_password(user):
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    return user
