"""100,000 open cases: server time of the lists, and dating them all again under a changed calendar.

    python -m benchmarks.cases [--cases 100000]

Makes a database of its own, fills it by COPY, and prints figures: lists are to stay under 500 ms, the re-dating under 30 s.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

LIST_LIMIT_MS, REDATE_LIMIT_S = 500, 30
CASE_COLUMNS = [
    "id",
    "year",
    "serial",
    "number",
    "procedure",
    "procedure_hash",
    "procedure_label",
    "title",
    "subject_kind",
    "subject_id",
    "subject_label",
    "organisation_id",
    "opened_by_id",
    "opened_on",
    "status",
    "outcome",
    "accepted_on",
    "due_on",
    "due_provisional",
    "next_label",
    "clock",
    "parties",
    "version",
    "changed_at",
]
STEP_COLUMNS = [
    "case_id",
    "code",
    "label",
    '"order"',
    '"group"',
    "external",
    "status",
    "organisation_id",
    "assignees",
    "since",
    "due_on",
    "due_provisional",
    "clock",
    "remind_days",
]
EVENT_COLUMNS = ["case_id", "serial", "at", "kind", "step", "actor", "by_id", "data"]


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
    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.base.models import User

    cast = make_cast(on=moment.today())
    User.objects.update(must_change_password=False)
    began = time.perf_counter()
    _fill(count, cast)
    print(f"{count:,} cases made in {time.perf_counter() - began:.1f} s")
    _time_lists(cast)
    _time_redating(cast)


def _fill(count: int, cast: dict[str, Any]) -> None:
    from django.db import connection

    made = list(_cases(count, cast))
    with connection.cursor() as cursor:
        _copy(cursor, "cases_case", CASE_COLUMNS, (case for case, _, _ in made))
        _copy(cursor, "cases_casestep", STEP_COLUMNS, (step for _, steps, _ in made for step in steps))
        _copy(cursor, "cases_caseevent", EVENT_COLUMNS, (event for _, _, events in made for event in events))
        cursor.execute("analyze cases_case, cases_casestep, cases_caseevent")


def _copy(cursor: Any, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _cases(count: int, cast: dict[str, Any]) -> Iterator[tuple[Any, list[Any], list[Any]]]:
    from yuanheng.engines.calendars import load_calendar
    from yuanheng.engines.procedures import Clock, load_procedure
    from yuanheng.web.base import moment
    from yuanheng.web.base.ids import uuid7
    from yuanheng.web.cases.states import clock_text, keep_version

    chance, calendar, procedure = random.Random(7), load_calendar(), load_procedure("licence-20")
    keep_version(procedure, at=moment.now())
    people = [cast[key] for key in ("approver", "clerk", "neighbour", "builder", "promoter")]
    bureaus = {p.pk: p.posts.get().organisation for p in people}
    today = moment.today()
    for number in range(1, count + 1):
        person = people[number % len(people)]
        bureau, key = bureaus[person.pk], uuid7()
        start = calendar.after(today, -chance.randrange(1, 60))
        stops = ()
        if chance.random() < 0.3:
            first = start + timedelta(days=chance.randrange(1, 15))
            stops = ((first, first + timedelta(days=chance.randrange(1, 30))),)
        clock = Clock(start, 20, stops, (10,) if chance.random() < 0.1 else ())
        due, text = clock.due(calendar), clock_text(clock)
        at = datetime.combine(start, datetime.min.time(), tzinfo=moment.SHANGHAI) + timedelta(hours=9)
        case = (
            key, start.year, number, f"基{number:07d}", procedure.name, procedure.hash, procedure.label,
            f"许可事项 {number}", "", "", f"企业 {number % 5000}", bureau.pk, person.pk, start, "open", "", start, due.on,
            due.provisional, "审查", text, [str(bureau.pk), person.username], 2, at,
        )  # fmt: skip
        steps = [
            (key, step.code, step.label, order, "", False, "active" if order == 0 else "waiting", bureau.pk,
             [bureau.name], start if order == 0 else None, due.on if order == 0 else None, False,
             text if order == 0 else "", 3)
            for order, step in enumerate(procedure.steps)
        ]  # fmt: skip
        events = [
            (key, serial, at + timedelta(minutes=serial), kind, "", person.username, person.pk, "{}")
            for serial, kind in enumerate(("opened", "accepted"), start=1)
        ]
        yield case, steps, events


def _time_lists(cast: dict[str, Any]) -> None:
    from django.test import Client

    from yuanheng.web.cases.models import Case

    some = Case.objects.order_by("pk").first()
    pages = {
        "leader, all cases by due date": ("leader", "/cases/"),
        "leader, page 1,500": ("leader", "/cases/?page=1500"),
        "leader, overdue": ("leader", "/cases/?mark=overdue"),
        "leader, soon, one procedure": ("leader", "/cases/?mark=soon&procedure=licence-20"),
        "leader, text": ("leader", "/cases/?q=99999"),
        "clerk, own bureau": ("clerk", "/cases/"),
        "clerk, own bureau, text": ("clerk", "/cases/?q=77"),
        "clerk, to-do": ("clerk", "/cases/todo/"),
        "clerk, desk": ("clerk", "/"),
        "leader, one case": ("leader", f"/cases/{some.pk}/"),
    }
    for label, (who, url) in pages.items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(cast[who])
        client.get(url)
        began = time.perf_counter()
        status = client.get(url).status_code
        spent = (time.perf_counter() - began) * 1000
        verdict = "ok" if spent < LIST_LIMIT_MS and status == 200 else "TOO SLOW" if status == 200 else f"HTTP {status}"
        print(f"{label:35s} {spent:7.0f} ms  {verdict}")


def _time_redating(cast: dict[str, Any]) -> None:
    from yuanheng.engines.calendars import load_calendar
    from yuanheng.web.base import moment
    from yuanheng.web.cases.actions.redating import ask_redating
    from yuanheng.web.cases.redating import redate_all

    calendar = load_calendar()
    day = next(iter(calendar.special.values()))
    first = moment.today() + timedelta(days=10)
    off = {first + timedelta(days=n): dataclasses.replace(day, work=False, name="测试假期") for n in range(5)}
    changed = dataclasses.replace(
        calendar, special={**calendar.special, **off}, known_through=date(calendar.known_through.year + 1, 12, 31)
    )
    redating = ask_redating(by=cast["administrator"], at=moment.now())
    began = time.perf_counter()
    done = redate_all(redating, changed, at=moment.now(), progress=lambda percent, sentence: None)
    spent = time.perf_counter() - began
    verdict = "ok" if spent < REDATE_LIMIT_S else "TOO SLOW"
    print(f"re-dated {done.looked_at:,} cases, {done.moved:,} moved: {spent:.1f} s  {verdict}")


if __name__ == "__main__":
    main()
