"""The charts draw under the site's own policy: no inline script or style, tooltips as rich text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError, engines

GALLERY = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<link rel="icon" href="/static/base/mark.svg"><link rel="stylesheet" href="/static/vendor/tabler.min.css">
<link rel="stylesheet" href="/static/base/yuanheng.css"><script src="/static/vendor/echarts.min.js" defer></script>
<script src="/static/base/charts.js" defer></script></head><body><div class="container-xl">
{% for name, kind, data in charts %}<div class="card mb-2"><div class="card-header"><h2 class="card-title">{{ kind }}</h2></div>
<div class="card-body">{% chart name kind data "md" kind %}</div></div>{% endfor %}</div></body></html>"""

CHARTS = [
    (
        "grades",
        "grade-bars",
        {"grades": [{"grade": g, "count": n} for g, n in zip("ABCDT", (24, 54, 36, 6, 3), strict=True)]},
    ),
    (
        "towns",
        "bars",
        {
            "categories": ["汇龙镇", "南阳镇", "滨海园区"],
            "unit": "万元",
            "series": [{"name": "税收", "values": [120.5, None, 88]}],
        },
    ),
    (
        "score",
        "waterfall",
        {
            "steps": [
                {"label": "亩均税收", "value": "31.20", "note": "基准 12 万元/亩"},
                {"label": "单位能耗增加值", "value": "12.05"},
                {"label": "安全事故", "value": "-5"},
            ],
            "total": {"label": "总分", "value": "38.25"},
            "unit": "分",
        },
    ),
    (
        "moves",
        "sankey",
        {
            "nodes": [{"name": f"{y} {g}", "grade": g} for y in (2020, 2021) for g in "ABCD"],
            "links": [
                {"source": "2020 A", "target": "2021 A", "value": 20},
                {"source": "2020 A", "target": "2021 B", "value": 4},
                {"source": "2020 C", "target": "2021 B", "value": 7},
                {"source": "2020 D", "target": "2021 C", "value": 3},
            ],
        },
    ),
    (
        "years",
        "line",
        {
            "categories": ["2019", "2020", "2021"],
            "series": [{"name": "入库税收", "values": [3, None, 5]}],
            "unit": "亿元",
        },
    ),
]


def test_a_chart_writes_no_script_and_no_style():
    html = engines["django"].from_string(GALLERY).render({"charts": CHARTS})
    assert "style=" not in html
    assert html.count('type="application/json"') == len(CHARTS)


def test_data_in_a_chart_cannot_close_its_block():
    html = engines["django"].from_string("{% chart 'x' 'bars' data %}").render({"data": {"unit": "</script><b>"}})
    assert "</script><b>" not in html


def test_an_unknown_size_is_refused():
    with pytest.raises(TemplateSyntaxError, match="sm, md, lg"):
        engines["django"].from_string("{% chart 'x' 'bars' data 'huge' %}").render({"data": {}})


@pytest.mark.browser
def test_every_kind_of_chart_draws_and_tells_on_hover(page, live):
    policy = page.request.get(f"{live.url}/account/login/").headers["content-security-policy"]
    html = engines["django"].from_string(GALLERY).render({"charts": CHARTS})
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
    page.route("**/gallery/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/gallery/")
    page.wait_for_selector(".yh-chart:last-of-type svg")
    assert page.locator(".yh-chart svg").count() == len(CHARTS)
    page.hover(".yh-chart >> nth=2", position={"x": 300, "y": 120})
    page.wait_for_timeout(500)
    folder = os.environ.get("YUANHENG_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / "charts-wide.png"), full_page=True)
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]
