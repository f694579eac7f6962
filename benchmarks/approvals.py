"""Approvals in bulk: how fast histories are made, and server time of lists, lights and statistics.

    python -m benchmarks.approvals [--cases 100000]

Makes a database of its own. Lists and lights are to stay under 500 ms.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import date, timedelta
from typing import Any

LIMIT_MS, BATCH = 500, 10_000


def main() -> None:
    """Fill, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("YUANHENG_TEST_VAR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "yuanheng.web.site.settings"
        import django

        from yuanheng.web.base.testing import TestServer, point_to
        from yuanheng.web.site.postgres import embedded_cluster, running

        django.setup()
        with running(embedded_cluster(durable=False)) as cluster:
            server = TestServer(cluster)
            server.build_template()
            name = server.clone()
            point_to(server, name)
            try:
                _run(count)
            finally:
                from django.db import connections

                connections.close_all()
                server.drop(name)


def _run(count: int) -> None:
    from django.db import connection

    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.models import User

    cast = make_cast(on=moment.today())
    User.objects.update(must_change_password=False)
    _fill(count, cast["approver"])
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    _time(cast)


def _fill(count: int, by: Any) -> None:
    from yuanheng.web.approvals.bulk import bring_in
    from yuanheng.web.approvals.demo import sample_code
    from yuanheng.web.approvals.invented import invented
    from yuanheng.web.approvals.models import Applicant
    from yuanheng.web.base import moment

    at, today = moment.now(), moment.today()
    firms = Applicant.objects.bulk_create(
        Applicant(kind="enterprise", name=f"启东示例{n}号有限公司", code=sample_code(n), by=by, created_at=at)
        for n in range(2000)
    )
    for place, first in enumerate(range(0, count, BATCH)):
        size, began = min(BATCH, count - first), time.perf_counter()
        since = today - timedelta(days=365 if place % 2 else 40)
        bring_in(invented(size, firms, first=since, last=today, seed=place), by=by)
        print(f"{size:,} applications made in {time.perf_counter() - began:.1f} s", flush=True)


def _time(cast: dict[str, Any]) -> None:
    from django.test import Client

    from yuanheng.web.approvals.models import Application
    from yuanheng.web.cases.models import CaseStep

    running = Application.objects.running().count()
    print(f"{Application.objects.count():,} applications, {running:,} running, {CaseStep.objects.count():,} steps")
    year = date.today().year
    for who in ("approver", "leader", "clerk"):
        client = Client()
        client.force_login(cast[who])
        paths = ["/approvals/", "/approvals/?status=running", "/approvals/?light=red", "/approvals/?page=900",
                 "/approvals/?q=12", "/approvals/supervise/", "/approvals/supervise/?light=yellow"]  # fmt: skip
        paths += [f"/approvals/statistics/?year={year}"] * 2 if who != "clerk" else []
        for path in paths:
            client.get(path)
            began = time.perf_counter()
            status = client.get(path).status_code
            spent = (time.perf_counter() - began) * 1000
            print(
                f"{who:9} {path:40} {status} {spent:6.0f} ms {'' if spent < LIMIT_MS else 'over the limit'}", flush=True
            )


if __name__ == "__main__":
    main()
