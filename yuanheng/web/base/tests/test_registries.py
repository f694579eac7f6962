"""Panels, to-dos, search, the bar, tallies, demo: a lower page shows what a higher app registered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import RequestFactory

from yuanheng.web.base import demo, nav, panels, search, tallies, todos
from yuanheng.web.base.todos import Todo


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch):
    for module, name in (
        (panels, "_panels"),
        (todos, "_sources"),
        (search, "_sources"),
        (tallies, "_tallies"),
        (demo, "_parts"),
    ):
        monkeypatch.setattr(module, name, {})


def request_of(user):
    request = RequestFactory().get("/jobs/")
    request.user = user
    return request


def test_a_panel_is_shown_to_those_who_may_and_only_with_something_to_say(cast):
    for name, order, permission in (
        ("late", 20, "base.job.view"),
        ("early", 10, "base.job.view"),
        ("no", 5, "base.audit.view"),
    ):
        panels.register_panel(
            "x.thing",
            name,
            title=name,
            template="base/empty.html",
            context=lambda request, thing: {"title": thing},
            permission=permission,
            order=order,
        )
    panels.register_panel(
        "x.thing", "silent", title="", template="base/empty.html", context=lambda r, t: None, permission="base.job.view"
    )
    shown = panels.panels_for(request_of(cast["clerk"]), "x.thing", "一家企业")
    assert [p.name for p in shown] == ["early", "late"]
    assert "一家企业" in shown[0].html


def test_apps_may_put_a_panel_on_the_desk(cast, client_of):
    panels.register_panel(
        "base.home",
        "grades",
        title="最近一次评价",
        template="base/empty.html",
        context=lambda request, user: {"title": f"给{user}看的"},
        permission="base.audit.view",
    )
    assert "给黄敏看的" in client_of("auditor").get("/").content.decode()
    assert "最近一次评价" not in client_of("clerk").get("/").content.decode()


def test_what_is_urgent_comes_first_and_what_is_done_is_not_shown(cast, client_of):
    todos.register_todo(
        "x",
        permission="base.job.view",
        find=lambda user: [
            Todo("平常", "/a/"),
            Todo("做完了", "/b/", count=0),
            Todo("快到期", "/c/", 3, due=date(2021, 7, 5), urgent=True),
        ],
    )
    todos.register_todo("y", permission="base.audit.view", find=lambda user: [Todo("不归我", "/d/")])
    assert [t.text for t in todos.todos_for(cast["clerk"])] == ["快到期", "平常"]
    page = client_of("clerk").get("/").content.decode()
    assert "3</strong> 快到期" in page and "7月5日" in page


def test_the_box_asks_only_sources_the_person_may_see_and_nothing_for_an_empty_text(cast, client_of):
    asked = []

    def find(user, text, limit):
        asked.append(text)
        return [search.Hit(f"{text}{n}", "/x/", "913206810000000000") for n in range(20)]

    search.register_search("a", label="企业", permission="base.job.view", find=find)
    search.register_search("b", label="机密", permission="base.audit.view", find=find)
    groups = search.search(cast["clerk"], "  启东   机械 ")
    assert [g.label for g in groups] == ["企业"]
    assert len(groups[0].hits) == 8
    assert search.search(cast["clerk"], "   ") == []
    assert asked == ["启东 机械"]
    assert "启东0" in client_of("clerk").get("/search/box/?q=启东").content.decode()


def test_the_bar_shows_what_may_be_opened_and_marks_where_one_is(cast):
    sections = nav.bar(request_of(cast["clerk"]))
    entries = {e.label: e for s in sections for e in s.entries}
    assert "后台任务" in entries and entries["后台任务"].active
    assert "操作记录" not in entries
    assert not entries["工作台"].active


def test_a_tally_answers_with_its_records(cast):
    @tallies.tally("x.count", label="企业数", unit="家", synonyms=("户数",))
    def count(period, *, on, known_on):
        return tallies.Reading(value=Decimal(3), unit="家")

    found = tallies.tallies()["x.count"]
    assert (found.label, found.synonyms) == ("企业数", ("户数",))
    assert found.read("2021", on=date(2021, 12, 31), known_on=None).value == 3


def test_the_demo_zone_is_loaded_in_order(cast):
    loaded = []
    demo.register_demo("second", load=lambda cast, say, small: loaded.append(("second", small)), order=20)
    demo.register_demo("first", load=lambda cast, say, small: loaded.append(("first", small)), order=10)
    demo.load_demo(cast, say=print, small=True)
    assert loaded == [("first", True), ("second", True)]
