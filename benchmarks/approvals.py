"""Approvals in bulk: how fast histories are made, and server time of lists, lights and statistics.

    python -m benchmarks.approvals [--cases 100000]

Makes a database of its own: ten thousand histories go through the engine, the rest are copies of them under other numbers.
Lists and lights are to stay under 500 ms.
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
    size, began = min(BATCH, count), time.perf_counter()
    bring_in(invented(size, firms, first=today - timedelta(days=120), last=today), by=by)
    print(f"{size:,} applications made in {time.perf_counter() - began:.1f} s", flush=True)
    for copy in range(1, count // BATCH):
        _copy(copy * size)


def _copy(serials: int) -> None:
    """All applications of the first batch once more, their serials moved on."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("drop table if exists clones")
        cursor.execute("""create temp table clones as select c.id as case_old, gen_random_uuid() as case_new, a.id as old,
            gen_random_uuid() as new from cases_case c join approvals_application a on a.case_id = c.id
            where c.serial <= %s""", [BATCH])  # fmt: skip
        for table, changes, source in COPIES:
            cursor.execute("select string_agg(quote_ident(column_name), ',' order by ordinal_position) from "
                           "information_schema.columns where table_name = %s and is_identity = 'NO'", [table])  # fmt: skip
            columns = cursor.fetchone()[0]
            values = ",".join(changes.get(name, f"t.{name}") for name in columns.split(","))
            cursor.execute(f"insert into {table} ({columns}) select {values} from {table} t {source}", {"n": serials})


COPIES = (
    ("cases_case", {"id": "k.case_new", "serial": "t.serial + %(n)s", "number": "t.number || '-' || %(n)s",
                    "subject_id": "k.new::text"}, "join clones k on k.case_old = t.id"),
    ("cases_casestep", {"case_id": "k.case_new"}, "join clones k on k.case_old = t.case_id"),
    ("cases_caseevent", {"case_id": "k.case_new"}, "join clones k on k.case_old = t.case_id"),
    ("approvals_application", {"id": "k.new", "case_id": "k.case_new", "upper_number":
                               "case when t.upper_number = '' then '' else t.upper_number || '-' || %(n)s end"},
     "join clones k on k.old = t.id"),
)  # fmt: skip


def _time(cast: dict[str, Any]) -> None:
    from django.test import Client

    from yuanheng.web.approvals.models import Application
    from yuanheng.web.cases.models import CaseStep

    running = Application.objects.running().count()
    print(f"{Application.objects.count():,} applications, {running:,} running, {CaseStep.objects.count():,} steps")
    year = date.today().year
    for who in ("approver", "leader", "clerk"):
        client = Client(HTTP_HOST="localhost")
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
