"""Exact matching, as a lookup in a spreadsheet does it: the name as registered, else the code as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from .tables import Answer, run, tidy


def link(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Iterable[Answer], dict[str, Any]]:
    """A name that two firms share decides nothing."""
    often = Counter(tidy(f["name"]) for f in firms)
    names = {tidy(f["name"]): f["id"] for f in firms if often[tidy(f["name"])] == 1}
    codes = {f["uscc"]: f["id"] for f in firms if f["uscc"]}
    answers = []
    for record in records:
        found = names.get(tidy(record["name"])) or codes.get(record["uscc"].strip(), "")
        answers.append((record["rec_id"], found, "auto" if found else "none"))
    return answers, {}


if __name__ == "__main__":
    raise SystemExit(run(link))
