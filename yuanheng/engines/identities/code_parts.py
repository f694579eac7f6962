"""A code as an office wrote it: whole, damaged, or a predecessor; what of it still says who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .uscc import ALPHABET, check_organisation_code, clean_code, repair_uscc

_CODE = re.compile(r"[0-9A-Z]{8,20}")
_BETWEEN = re.compile(r"[/、,;|+&\s]+")
_VALUES: Any = np.full(128, -1, dtype=np.int32)
_VALUES[[ord(c) for c in ALPHABET]] = np.arange(31)
_WEIGHTS = np.array([pow(3, i, 31) for i in range(17)], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class CodeParts:
    """`code` passes GB 32100 (as written, or with O, I, Z, S read as the digits they look like: `repaired`).

    `written` is what stands there, cleaned; `organisation` the nine characters of an organisation code that a predecessor
    (nine digits, or a tax number of fifteen with the division before them) carries; `old` a registration number of before 2015.
    """

    written: str = ""
    code: str = ""
    repaired: bool = False
    organisation: str = ""
    old: str = ""

    @property
    def division(self) -> str:
        """The six digits of the division in which the code was given, '' when unknown."""
        if self.code:
            return self.code[2:8]
        return self.written[:6] if len(self.written) == 15 else ""


NO_CODE = CodeParts()


def parse_codes(texts: Sequence[str]) -> list[CodeParts]:
    """`parse_code` of a whole column: codes that pass as they stand are checked all at once."""
    whole = [i for i, t in enumerate(texts) if len(t) == 18 and t.isascii() and t.isalnum()]
    points = np.frombuffer("".join(texts[i] for i in whole).encode("ascii"), dtype=np.uint8).reshape(-1, 18)
    values = _VALUES[points]
    passes = (values.min(axis=1, initial=0) >= 0) & ((values[:, :17] @ _WEIGHTS + values[:, 17]) % 31 == 0)
    good = {whole[i] for i in np.flatnonzero(passes)}
    return [CodeParts(t, t, False, t[8:17]) if i in good else parse_code(t) for i, t in enumerate(texts)]


def parse_code(text: str | None) -> CodeParts:
    """Read a code for comparison. Nothing is guessed: a damaged code keeps its characters and has no `code`."""
    cleaned = clean_code(text or "")
    if not cleaned:
        return NO_CODE
    reading = repair_uscc(cleaned)
    if reading.code:
        return CodeParts(written=cleaned, code=reading.code, organisation=reading.code[8:17])
    if reading.suggestion:
        return CodeParts(written=cleaned, code=reading.suggestion, repaired=True, organisation=reading.suggestion[8:17])
    if not _CODE.fullmatch(cleaned):
        return _one_of_several(text or "")
    tail = cleaned[-9:]
    organisation = tail if len(cleaned) in (9, 15) and check_organisation_code(tail) else ""
    return CodeParts(written=cleaned, organisation=organisation, old=cleaned if len(cleaned) in (13, 15) else "")


def _one_of_several(text: str) -> CodeParts:
    """Several codes in one cell: the one that passes GB 32100, where just one does."""
    passing = {reading.code for piece in _BETWEEN.split(text) if (reading := repair_uscc(clean_code(piece))).code}
    if len(passing) != 1:
        return NO_CODE
    code = passing.pop()
    return CodeParts(written=code, code=code, organisation=code[8:17])
