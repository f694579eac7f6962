"""Investment promotion with 200,000 activities: how long the server takes for each page (aim: under 500 ms each).

    python -m benchmarks.investment [--activities 200000] [--projects 5000] [--companies 3000]

A database of its own is made and dropped. Each page is asked for three times through Django's test client, `today` and the
board as a promoter with an eighth of all leads, the rest as a leader who sees the zone; the median and the queries are
printed. Growth: no page reads the activities. Each activity settles one row of `FollowUp`, by an index of its subject, in the
transaction that writes it; today and push read that table (one row a lead or company) by owner and day, and the
funnel reads one grouped row a project and stage, O(projects).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

AIM = 0.5
PROMOTERS = 8
PAGES = (
    ("today", "promoter", "/investment/"),
    ("board (own kanban)", "promoter", "/investment/board/"),
    ("kanban of the zone", "leader", "/projects/kanban/"),
    ("push", "leader", "/investment/push/"),
    ("push, 30 days idle", "leader", "/investment/push/?days=30"),
    ("funnel, a year", "leader", "/investment/funnel/?year=2021"),
    ("funnel, all years", "leader", "/investment/funnel/?year=all"),
    ("companies", "leader", "/investment/companies/"),
    ("companies, pinyin", "leader", "/investment/companies/?q=gfzj"),
    ("a chain", "leader", "/investment/chains/new-energy/"),
    ("a company's page", "leader", ""),
)


def people(cast: dict[str, Any]) -> list[Any]:
    """The promoter and seven more of the bureau."""
    from yuanheng.web.base.actions.users import create_user

    bureau = cast["promoter"].posts.get().organisation
    made = [cast["promoter"]]
    for n in range(1, PROMOTERS):
        user, _ = create_user(
            username=f"promoter{n:02d}", full_name=f"招商{n}", organisation=bureau, role="investment_officer",
            title="招商专员", by=None, on=date(2021, 1, 4),
        )  # fmt: skip
        made.append(user)
    return made


def fill_companies(count: int, promoters: list[Any]) -> list[Any]:
    """Target companies over all segments, made in bulk."""
    from yuanheng.web.base.moment import SHANGHAI
    from yuanheng.web.investment.models import TargetCompany
    from yuanheng.web.investment.rules import load_chains

    places = [(chain.code, segment.code) for chain in load_chains() for segment in chain.segments]
    bureau, rows = promoters[0].posts.get().organisation, []
    for n in range(count):
        chain, segment = places[n % len(places)]
        row = TargetCompany(
            name=f"光伏智造{n}号股份有限公司", chain=chain, segment=segment, city="上海", organisation=bureau,
            by=promoters[0], assigned_to=promoters[n % PROMOTERS], created_at=datetime(2021, 1, 5, 9, tzinfo=SHANGHAI),
            fit=n % 100, fit_known=100,
        )  # fmt: skip
        row.fill_keys()
        rows.append(row)
    TargetCompany.objects.bulk_create(rows, batch_size=1000)
    return rows


def fill_activities(count: int, promoters: list[Any], companies: list[Any], *, today: date) -> int:
    """Contacts over three years, three in four of leads; then every follow-up settled at once; how many."""
    from yuanheng.web.investment.actions.following import settle_many
    from yuanheng.web.investment.models import Activity
    from yuanheng.web.projects.models import Project

    projects = list(Project.objects.order_by("number"))
    for place in range(PROMOTERS):
        Project.objects.filter(pk__in=[p.pk for p in projects[place::PROMOTERS]]).update(manager=promoters[place])
    rows = _activities(count, promoters, companies, projects, today=today)
    while batch := list(islice(rows, 5000)):
        Activity.objects.bulk_create(batch)
    return settle_many(projects=[p.pk for p in projects], companies=[c.pk for c in companies])


def _activities(
    count: int, promoters: list[Any], companies: list[Any], projects: list[Any], *, today: date
) -> Iterator[Any]:
    from yuanheng.web.base.moment import SHANGHAI
    from yuanheng.web.investment.models import Activity

    bureau = promoters[0].posts.get().organisation
    for n in range(count):
        of_company = n % 4 == 3
        place = n % (len(companies) if of_company else len(projects))
        by, on = promoters[place % PROMOTERS], today - timedelta(days=1 + (n * 7919) % 1100)
        yield Activity(
            project=None if of_company else projects[place], company=companies[place] if of_company else None,
            kind=("visit", "call", "meeting")[n % 3], on=on, note="洽谈用地和厂房条件", next_step="约见董事长",
            next_on=today + timedelta(days=n % 40 - 20), next_owner=by, by=by, organisation=bureau,
            known_at=datetime(on.year, on.month, on.day, 17, tzinfo=SHANGHAI),
        )  # fmt: skip


def fill_protections() -> None:
    """One a project, as the hook would have kept it."""
    from yuanheng.web.investment.models import Protection
    from yuanheng.web.projects.models import Project

    rows = [
        Protection(
            project=p, first_reported_by=p.manager, first_reported_at=p.created_at,
            until=date(2027, 1, 1) + timedelta(days=n % 300),
        )
        for n, p in enumerate(Project.objects.select_related("manager"))
    ]  # fmt: skip
    Protection.objects.bulk_create(rows, batch_size=2000)


def ask(client: Any, url: str) -> tuple[float, int]:
    """The median of three answers, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:  # warms up as well
        answer = client.get(url)
        asked = len(queries)
    assert answer.status_code == 200, (url, answer.status_code)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        client.get(url)
        times.append(time.perf_counter() - began)
    return statistics.median(times), asked


def measure(asked: argparse.Namespace) -> int:
    """Fill a database, ask for every page, print; how many pages were slow."""
    from django.db import connection
    from django.test import Client

    from benchmarks.projects import fill
    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.models import User

    cast = make_cast(on=date(2021, 1, 1))
    promoters = people(cast)
    User.objects.update(must_change_password=False)
    fill(asked.projects, cast)
    companies = fill_companies(asked.companies, promoters)
    settled = fill_activities(asked.activities, promoters, companies, today=moment.today())
    fill_protections()
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    print(
        f"{asked.activities:,} activities, {asked.projects:,} projects, {asked.companies:,} companies, {settled:,} follow-ups"
    )
    clients = {key: Client(headers={"host": "127.0.0.1"}) for key in ("promoter", "leader")}
    for key, client in clients.items():
        client.force_login(cast[key])
    slow = 0
    for label, key, url in PAGES:
        middle, queries = ask(clients[key], url or f"/investment/companies/{companies[0].pk}/")
        slow += middle > AIM
        print(
            f"{label:22} {middle * 1000:7.0f} ms {queries:4} queries{'' if middle <= AIM else '  over the aim of 500 ms'}"
        )
    print(f"{len(PAGES) - slow} of {len(PAGES)} pages within 500 ms")
    return slow


def main() -> int:
    """Make a database, measure, drop it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=200_000)
    parser.add_argument("--projects", type=int, default=5_000)
    parser.add_argument("--companies", type=int, default=3_000)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanheng.web.site.settings")
    import django

    from yuanheng.web.base import testing

    django.setup()
    from django.db import connections

    from yuanheng.web.site.postgres import embedded_cluster, running

    with running(embedded_cluster(durable=False)) as cluster:
        server = testing.TestServer(cluster)
        server.build_template()
        name = server.clone()
        testing.point_to(server, name)
        try:
            slow = measure(asked)
        finally:
            connections.close_all()
            server.drop(name)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    raise SystemExit(main())
