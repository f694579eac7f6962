"""The board with 500 targets and three years of daily readings: how long the first paint takes, and how many queries.

    python -m benchmarks.board

makes a database of its own, fills it, asks for the board as a signed-in leader would, and prints the
median of five answers with the number of queries.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from datetime import date, timedelta
from typing import Any

TARGETS, DAYS, ROUNDS = 500, 3 * 365, 5


def fill() -> Any:
    """One plan of 2021 with its targets and readings of 2019 to 2021, written by the database itself."""
    from django.db import connection

    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.models import Organisation, Post, User
    from yuanheng.web.plan.models import Plan, PlanTarget

    cast = make_cast(on=moment.today())
    User.objects.update(must_change_password=False)
    text = "".join(f"签约项目不少于{i}个。" for i in range(1, TARGETS + 1))
    plan = Plan.objects.create(
        title="基准", year=2021, text=text, text_hash="0" * 64, state="ready", uploaded_by=cast["analyst"],
        uploaded_at=moment.now(),
    )  # fmt: skip
    bureaus, at = list(Organisation.objects.all()), 0
    for i in range(1, TARGETS + 1):
        quote = f"签约项目不少于{i}个"
        PlanTarget.objects.create(
            plan=plan, order=i, section=i // 90, section_title=f"第 {i // 90 + 1} 节", quote=quote, start=at,
            end=at + len(quote), subject=f"签约项目 {i}", comparator=">=", value=i, unit="个", kind="count",
            deadline=date(2021, 12, 31), state="confirmed", tally="manual", measured_year=2021,
            owner_bureau=bureaus[i % len(bureaus)], owner_post=Post.objects.first(), settled_by=cast["analyst"],
            settled_at=moment.now(),
        )  # fmt: skip
        at += len(quote) + 1
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into plan_targetreading (target_id, day, known_on, taken_at, value, unit, tally, filters, problem,"
            " changed_on, previous, records, ahead)"
            " select t.id, d.day::date, d.day::date, now(), (extract(doy from d.day) / 366.0 * t.value)::numeric(26,6), '个',"
            " 'manual', '{}', '', d.day::date, 0, 1, '[]' from plan_plantarget t,"
            " generate_series(%s::date, %s::date, interval '1 day') as d(day) where t.plan_id = %s",
            [date(2021, 12, 31) - timedelta(days=DAYS - 1), date(2021, 12, 31), plan.pk],
        )
        cursor.execute("analyze plan_targetreading")
    return User.objects.get(username="leader")


def measure(leader: Any) -> dict[str, Any]:
    """The answers' median seconds and queries, plain and side by side with another day."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client, found = Client(), {}
    client.force_login(leader)
    for name, query in {"board": {}, "both": {"on": "2021-06-30", "known": "both", "with": "2021-03-31"}}.items():
        seconds = []
        for _ in range(ROUNDS):
            with CaptureQueriesContext(connection) as queries:
                began = time.perf_counter()
                answer = client.get(reverse("plan:board"), query)
                seconds.append(time.perf_counter() - began)
            assert answer.status_code == 200
        found[name] = {
            "seconds": round(statistics.median(seconds), 3), "queries": len(queries), "bytes": len(answer.content),
        }  # fmt: skip
    return found


def main() -> None:
    """A database of its own, filled, measured, dropped."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("YUANHENG_TEST_VAR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "yuanheng.web.site.settings"
        os.environ.setdefault("YUANHENG_HOSTS", "testserver,localhost,127.0.0.1")
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
                leader = fill()
                print(json.dumps({"targets": TARGETS, "readings": TARGETS * DAYS, **measure(leader)}))
            finally:
                from django.db import connections

                connections.close_all()
                server.drop(name)


if __name__ == "__main__":
    main()
