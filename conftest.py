"""Fixtures of the site for every test (see yuanheng/web/base/testing.py), and the small zone, which needs apps above `base`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["yuanheng.web.base.testing"]

# A busy machine is no defect of the code: no property fails for the time it takes.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def zone_template(test_server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database with the cast, the register and every workbook of the small demo zone: read once a session, then cloned."""
    from django.db import connections

    from yuanheng.web.base.cast import PARTS
    from yuanheng.web.base.models import User
    from yuanheng.web.base.testing import point_to
    from yuanheng.web.enterprises.demo import load_demo_register
    from yuanheng.web.ledger.demo import load_demo_uploads

    before = connections.databases["default"]["NAME"]
    name = test_server.clone(test_server.peopled)
    with django_db_blocker.unblock():
        point_to(test_server, name)
        try:
            cast = {part.key: User.objects.get(username=part.username) for part in PARTS}
            for load in (load_demo_register, load_demo_uploads):
                load(cast, lambda sentence: None, True)
        finally:
            connections.close_all()
            point_to(test_server, before)
    yield name
    test_server.drop(name)
