"""Enterprise names as written, and the forms under which two writings are the same name.

First version: equality after normalisation. Parsing into region, trade word, industry and form, and everything fuzzy, is
the business of the linkage engine; nothing here guesses.
"""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")
_QUOTES = str.maketrans({c: "" for c in "\"'“”‘’`「」『』"})
_DASHES = str.maketrans({c: "-" for c in "‐‑‒–—―－﹣"})
_BRACKETS = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "〈": "(", "〉": ")"}
)


def normalise_name(text: str | None) -> str:
    """The form in which names are compared: NFKC, no white space, one kind of bracket and dash, no quotes, upper case.

    `启东市 恒达（集团）有限公司` and `启东市恒达(集团)有限公司` are equal after it. Idempotent.
    """
    folded = unicodedata.normalize("NFKC", text or "")
    folded = _SPACE.sub("", folded).translate(_BRACKETS).translate(_DASHES).translate(_QUOTES)
    return unicodedata.normalize("NFKC", folded.upper())


def name_keys(name: str, former_names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every normalised form under which a firm may be found: its name first, then its former names; no blanks, no repeats."""
    keys = dict.fromkeys(normalise_name(n) for n in (name, *former_names))
    return tuple(key for key in keys if key)
