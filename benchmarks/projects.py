"""The library of projects with 5,000 projects: how long the server takes for each page (aim: under 500 ms each).

    python -m benchmarks.projects [--projects 5000]

A database of its own is made and dropped. Each page is asked for three times through Django's test client, as a leader
who sees the whole zone; the median is printed. Growth: list and kanban read one page of rows whatever the number of
projects (an index scan and a window over one stage index); counts and sums are one pass, O(n).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

AIM = 0.5
PAGES = {
    "list": "/projects/",
    "list, pinyin search": "/projects/?q=gfzj",
    "list, by amount": "/projects/?amount=cny-1000000000&sort=-total",
    "kanban": "/projects/kanban/",
    "timeline": "/projects/timeline/?year=2021",
    "tallies": "/projects/tallies/?year=2021",
    "gantt": "/delivery/gantt/",
    "dispatch": "/delivery/dispatch/",
    "year end": "/delivery/year-end/",
}


def fill(count: int, cast: dict) -> None:
    """Projects with investors, amounts and stages, made in bulk."""
    from decimal import Decimal

    from yuanheng.web.base.moment import SHANGHAI
    from yuanheng.web.projects.models import Investor, Project, ProjectAmount, StageEntry
    from yuanheng.web.projects.stages import stage_rules

    at = datetime(2021, 1, 5, 9, tzinfo=SHANGHAI)
    bureau = cast["promoter"].posts.get().organisation
    track = [stage.code for stage in stage_rules().track()]
    projects, investors, amounts, entries = [], [], [], []
    for n in range(count):
        reached = n % len(track)
        first = date(2019, 1, 1) + timedelta(days=n % 900)
        project = Project(
            number=f"XM2021-{n:05d}", name=f"光伏组件制造{n}号项目", organisation=bureau, manager=cast["promoter"], created_at=at,
            stage=track[reached], stage_on=first + timedelta(days=20 * reached), cluster=("新能源", "生物医药")[n % 2],
            origin=("domestic", "foreign")[n % 5 == 0], manufacturing=True,
        )  # fmt: skip
        investor = Investor(project=project, name=f"恒远{n}投资有限公司")
        investor.name_folded = investor.name
        project.fill_keys((investor.name,))
        projects.append(project)
        investors.append(investor)
        amount = Decimal(10**7 * (1 + n % 1200))
        amounts.append(
            ProjectAmount(project=project, kind="total", amount=amount, currency="yuan", holds_from=first, known_at=at)
        )
        for step in range(reached + 1):
            day = first + timedelta(days=20 * step)
            entries.append(StageEntry(project=project, stage=track[step], happened_on=day, known_at=at))
    for model, rows in ((Project, projects), (Investor, investors), (ProjectAmount, amounts), (StageEntry, entries)):
        model.objects.bulk_create(rows, batch_size=2000)


def main() -> int:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--projects", type=int, default=5000)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanheng.web.site.settings")
    import django

    from yuanheng.web.base import testing

    django.setup()
    from django.db import connection, connections
    from django.test import Client

    from yuanheng.web.site.postgres import embedded_cluster, running

    with running(embedded_cluster(durable=False)) as cluster:
        server = testing.TestServer(cluster)
        server.build_template()
        name = server.clone()
        testing.point_to(server, name)
        try:
            from yuanheng.web.base.cast import make_cast
            from yuanheng.web.base.models import User

            cast = make_cast(on=date(2021, 1, 1))
            User.objects.update(must_change_password=False)
            fill(asked.projects, cast)
            with connection.cursor() as cursor:
                cursor.execute("analyze")
            client = Client(headers={"host": "127.0.0.1"})
            client.force_login(cast["leader"])
            slow = 0
            for label, url in PAGES.items():
                times = []
                for _ in range(4):
                    start = time.perf_counter()
                    answer = client.get(url)
                    times.append(time.perf_counter() - start)
                    assert answer.status_code == 200, f"{url}: {answer.status_code}"
                middle = statistics.median(times[1:])
                slow += middle > AIM
                print(f"{label:22} {middle * 1000:7.0f} ms{'' if middle <= AIM else '  over the aim of 500 ms'}")
            print(f"{asked.projects:,} projects: {len(PAGES) - slow} of {len(PAGES)} pages within 500 ms")
        finally:
            connections.close_all()
            server.drop(name)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    raise SystemExit(main())
