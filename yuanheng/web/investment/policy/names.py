"""One investor under two names: what is left of a name without its form (投资, 资本, 创投, 基金 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from yuanheng.web.enterprises.keys import folded

from ..rules import company_words

LEAST = 2
_BRACKETS = re.compile(r"[((].*?[))]")


@cache
def _forms() -> tuple[str, ...]:
    return tuple(sorted(company_words().investor_forms, key=len, reverse=True))


def core_of_investor(name: str) -> str:
    """鼎珮投资集团 and 鼎珮资本 have one core; what would leave fewer than two characters keeps its form."""
    text = folded(_BRACKETS.sub("", name))
    changed = True
    while changed:
        changed = False
        for form in _forms():
            if text.endswith(form) and len(text) - len(form) >= LEAST:
                text, changed = text[: -len(form)], True
                break
    return text


def alike(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names that may be one investor's, by their core; only cores with several names."""
    groups: dict[str, dict[str, None]] = {}
    for name in names:
        groups.setdefault(core_of_investor(name), {})[name] = None
    return {core: tuple(found) for core, found in groups.items() if core and len(found) > 1}
