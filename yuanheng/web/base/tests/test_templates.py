"""What no template of any app may hold, so that the strict policy needs no exception."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

WEB = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(r"""(src|href)\s*=\s*["'](https?:)?//""", re.IGNORECASE),
    "evaluated htmx": re.compile(r"hx-on|hx-vals\s*=\s*[\"']js:|\bjs:", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_a_template_holds_nothing_that_the_policy_forbids(path):
    text = path.read_text("utf-8")
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found, f"{path.name}: {', '.join(found)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_a_template_compiles(path):
    name = path.relative_to(next(p for p in path.parents if p.name == "templates"))
    engines["django"].get_template(str(name))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_a_form_that_posts_carries_its_token(path):
    text = path.read_text("utf-8")
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.IGNORECASE | re.DOTALL):
        assert "csrf_token" in form or 'include "base/form.html"' in form, f"{path.name}: {form[:80]}"


def test_the_policy_allows_no_inline_and_no_other_host(client_of, cast):
    header = client_of("clerk").get("/")["Content-Security-Policy"]
    assert "unsafe" not in header
    assert "http" not in header
    assert "default-src 'none'" in header
