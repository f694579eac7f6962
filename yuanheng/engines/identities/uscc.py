"""The unified social credit code (统一社会信用代码, GB 32100-2015): check it, clean it, never guess it.

Eighteen characters from an alphabet without I, O, S, V and Z: one for the registering department, one for the kind of
organisation, six for the division, nine for the organisation code (GB 11714, with a check character of its own), one check
character over the first seventeen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: index for index, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, index, 31) for index in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_VALUE = {character: index for index, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"})
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?E\+?\d+$")
_SEPARATORS = re.compile(r"[\s\-–—_·.'‘’`\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class UsccReading:
    """What a cell holds where a code is expected.

    `code` is the clean code when it passes GB 32100, else ''. `suggestion` is the one code that results when letters the
    alphabet does not have are read as the digits they look like (O as 0, I as 1) and that passes the check: good
    enough to look a firm up for review, never written down as the code. `problem` says in Chinese what is wrong, or is None;
    an empty cell is no problem here. `old_registration` is a
    business registration number from before 2015 (15 digits, 13 before 2007).
    """

    code: str
    problem: str | None = None
    suggestion: str = ""
    old_registration: str = ""


def check_character(first17: str) -> str:
    """The eighteenth character that GB 32100 asks for after these seventeen.

    Raises:
        ValueError: not seventeen characters of the alphabet.
    """
    if len(first17) != 17 or any(c not in _VALUE for c in first17):
        raise ValueError(f"not seventeen characters of GB 32100: {first17!r}")
    total = sum(_VALUE[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def check_uscc(text: str) -> bool:
    """True when `text`, exactly as given, is an 18-character code whose check character holds."""
    if len(text) != 18 or any(c not in _VALUE for c in text):
        return False
    return check_character(text[:17]) == text[17]


def clean_code(text: str) -> str:
    """NFKC, upper case, without white space, hyphens and stray quotes: what a code looks like however it was typed."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def repair_uscc(text: str | None) -> UsccReading:
    """Read a code as clerks type it: lower case, spaces and full width are repaired; nothing else is.

    `91320681ma1x2y3z4k` in any case or width gives the code. A wrong check character, a lost digit, a number that a
    spreadsheet turned into 9.13207E+17: no code, and a problem that says so.
    """
    cleaned = clean_code(text or "")
    if not cleaned:
        return UsccReading("")
    if check_uscc(cleaned):
        return UsccReading(cleaned)
    raw = unicodedata.normalize("NFKC", text or "").strip().upper().replace(" ", "")
    if _SCIENTIFIC.match(raw):
        return UsccReading("", f"代码被电子表格改写成科学计数法({raw}),末位数字已丢失")
    if len(cleaned) in (13, 15) and cleaned.isdigit():
        return UsccReading("", f"{len(cleaned)} 位旧注册号,不是 18 位统一社会信用代码", old_registration=cleaned)
    if len(cleaned) == 9 and check_organisation_code(cleaned):
        return UsccReading("", "9 位组织机构代码,不是 18 位统一社会信用代码")
    if len(cleaned) != 18:
        return UsccReading("", f"共 {len(cleaned)} 位,应为 18 位", _suggestion(cleaned))
    foreign = sorted({c for c in cleaned if c not in _VALUE})
    if foreign:
        return UsccReading("", f"含有代码中不会出现的字符 {'、'.join(foreign)}", _suggestion(cleaned))
    return UsccReading("", f"校验位不符:末位是 {cleaned[17]},按前 17 位应为 {check_character(cleaned[:17])}")


def check_organisation_code(text: str) -> bool:
    """True for a nine-character organisation code (GB 11714) whose check character holds."""
    if len(text) != 9 or any(c not in _ORGANISATION_VALUE for c in text):
        return False
    total = sum(_ORGANISATION_VALUE[c] * w for c, w in zip(text[:8], _ORGANISATION_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return text[8] == {10: "X", 11: "0"}.get(rest, str(rest))


def convert_organisation_code(uscc: str) -> str:
    """The nine-character organisation code that an 18-character code carries, written without the hyphen.

    Raises:
        ValueError: `uscc` does not pass GB 32100.
    """
    if not check_uscc(uscc):
        raise ValueError(f"not a code that passes GB 32100: {uscc!r}")
    return uscc[8:17]


def _suggestion(cleaned: str) -> str:
    swapped = cleaned.translate(_LOOK_ALIKE)
    return swapped if swapped != cleaned and check_uscc(swapped) else ""
