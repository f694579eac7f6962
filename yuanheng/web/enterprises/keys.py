"""Keys by which an enterprise is ordered and found: pinyin, initials, and pairs of characters.

PostgreSQL without a Chinese collation or trigrams orders by a stored pinyin key, and finds any substring through an
array of pairs (`grams`) with a GIN index: a text's pairs must all be in it, and the text itself in one of the fields.
"""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from yuanheng.engines.identities import normalise_name


def pinyin_of(name: str) -> str:
    """Order key: the syllables of the name, in lower case, apart by spaces."""
    return " ".join(lazy_pinyin(name, errors=lambda text: [text.lower()]))[:400]


def initials_of(name: str) -> str:
    """First letters: 启东宏达 → qdhd; what is not Chinese stays as it is."""
    letters = lazy_pinyin(
        normalise_name(name) or name, style=Style.FIRST_LETTER, errors=lambda text: list(text.lower())
    )
    return "".join(letters)[:200]


def folded(text: str) -> str:
    """As both the stored pairs and a search text are written: normalised, no spaces, lower case."""
    return (normalise_name(text) or text).replace(" ", "").lower()


def pairs(text: str) -> set[str]:
    """The two-character pieces of a folded text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def grams_of(name: str, *, former_names: Iterable[str] = (), codes: Iterable[str] = ()) -> list[str]:
    """All pairs an enterprise can be found by: names, their pinyin and initials, codes."""
    found: set[str] = set()
    for each in (name, *former_names):
        found |= pairs(folded(each)) | pairs(initials_of(each)) | pairs(pinyin_of(each).replace(" ", ""))
    for code in codes:
        found |= pairs(code.lower())
    return sorted(found)
