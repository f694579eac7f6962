"""Unified social credit codes for firms that do not exist.

A code is `91` (enterprise) + `320681` (Qidong) + an organisation number of nine characters + the check character of
GB 32100-2015. The organisation number carries its own check character (GB 11714-1997). Real numbers begin with a digit
or with `MA`; ours begin with `YH`, or with `99` where a code of digits only is wanted (spreadsheets turn such codes
into scientific notation), so that an invented firm does not carry a real firm's code.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100: no I, O, S, V, Z."""

_PREFIX = "91320681"
_WEIGHTS_32100 = tuple(pow(3, place, 31) for place in range(17))
_WEIGHTS_11714 = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS_ONLY_EVERY = 40
_TRIES = 25


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen (GB 32100-2015, section 6)."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, _WEIGHTS_32100, strict=True))
    return ALPHABET[-total % 31]


def _organisation_number(stem: str) -> str:
    """Eight characters and their check character (GB 11714-1997: digits as such, A is 10 and so on)."""
    remainder = -sum(int(sign, 36) * weight for sign, weight in zip(stem, _WEIGHTS_11714, strict=True)) % 11
    return stem + ("X" if remainder == 10 else str(remainder))


def _assemble(stem: str) -> str:
    body = _PREFIX + _organisation_number(stem)
    return body + check_character(body)


def _base31(number: int, length: int) -> str:
    signs = []
    for _ in range(length):
        number, rest = divmod(number, 31)
        signs.append(ALPHABET[rest])
    return "".join(reversed(signs))


def is_digits_only(index: int) -> bool:
    """Whether the firm at this place gets a code of digits only."""
    return index % _DIGITS_ONLY_EVERY == 13


def invent_uscc(index: int, *, seed: int) -> str:
    """The code of the firm at `index`; distinct for distinct places up to 31**6."""
    if is_digits_only(index):
        start = (index // _DIGITS_ONLY_EVERY) * _TRIES
        for number in range(start, start + _TRIES):
            code = _assemble(f"99{number % 1_000_000:06d}")
            if code.isdigit():
                return code
    # 7919 is prime and not 31, so that index -> stem is one to one.
    return _assemble("YH" + _base31((index * 7919 + seed * 104_729) % 31**6, 6))
