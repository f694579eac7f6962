"""Names, codes and addresses as columns: parsed once, compared many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from sys import intern
from typing import Any

import numpy as np

from yuanheng.engines.identities.address_parts import EMPTY_ADDRESS, parse_folded_address
from yuanheng.engines.identities.characters import fold_texts, sounds_of
from yuanheng.engines.identities.code_parts import CodeParts, parse_codes
from yuanheng.engines.identities.divisions import Place, place_of
from yuanheng.engines.identities.name_parts import NameParts, parse_folded_name
from yuanheng.engines.identities.spelled import spoken

from .differences import mark_bits
from .digests import Array, Characters, whole
from .misread import with_region_mended

LETTERS = 16
SIDE_PRINTED = ("code", "organisation", "old", "detail", "spot", "road", "village", "town", "bare")
PRINTED = ("text", "core", "sound", "trade", "industry", "form", "kind", "unit")


def places(found: Sequence[Place]) -> Array:
    """Places as an int32 array of shape (n, 3): province, city, county."""
    return np.array([(p.province, p.city, p.county) for p in found], dtype=np.int32).reshape(-1, 3)


@dataclass(frozen=True)
class NameTable:
    """Parsed names; row i is one writing. `owner[i]` is the record or firm that bears it, `former[i]` 1 for an old name.

    `prints` (n, 8) are digests of the texts in the order of PRINTED, to compare whole columns; `letters`
    (n, 16): the code points of the core; `marks`: numerals, winds and the like in core and unit as bits
    (`differences.mark_bits`); `double`: the writing names two holders.
    """

    owner: Array
    former: Array
    text: list[str]
    trade: list[str]
    industry: list[str]
    core: list[str]
    trade_sound: list[str]
    form: list[str]
    kind: list[str]
    unit: list[str]
    place: Array
    prints: Array
    letters: Array
    marks: Array
    double: Array

    @classmethod
    def joined(cls, parts: Sequence[NameTable]) -> NameTable:
        """Tables one below the other."""
        return cls(**_joined(parts))

    def slim(self) -> NameTable:
        """What a register must hold once its keys are made."""
        return replace(self, trade_sound=[])

    @classmethod
    def of(cls, names: Sequence[tuple[int, str, int]]) -> NameTable:
        """Parse `(owner, name as written, 1 if former)`; a name that is itself called former in a note becomes a row more."""
        rows: list[tuple[int, int, NameParts]] = []
        for (owner, _, former), folded in zip(names, fold_texts([n for _, n, _ in names]), strict=True):
            parts = parse_folded_name(with_region_mended(spoken(folded)))
            rows.append((owner, former, parts))
            rows += [(owner, 1, parse_folded_name(old)) for old in parts.former]
        parsed = [p for _, _, p in rows]
        cores = [p.core for p in parsed]
        columns = {name: [getattr(p, name) for p in parsed] for name in ("trade", "industry", "form", "kind", "unit")}
        columns |= {
            "text": [p.text.replace("(", "").replace(")", "") for p in parsed],
            "core": cores,
            "sound": sounds_of(cores),
        }
        return cls(
            owner=np.array([o for o, _, _ in rows], dtype=np.int32),
            former=np.array([f for _, f, _ in rows], dtype=np.int8),
            text=columns["text"],
            trade=[intern(p.trade) for p in parsed],
            industry=[intern(p.industry) for p in parsed],
            core=cores,
            trade_sound=[intern(t) for t in sounds_of([p.trade for p in parsed])],
            form=[intern(p.form) for p in parsed],
            kind=[intern(p.kind) for p in parsed],
            unit=[intern(p.unit) for p in parsed],
            place=places([place_of(p.regions) for p in parsed]),
            prints=np.stack([whole(columns[c]) for c in PRINTED], axis=1) if parsed else np.zeros((0, 8), np.uint64),
            letters=letters_of(cores),
            marks=np.fromiter((mark_bits(p.core + p.unit) for p in parsed), dtype=np.uint64, count=len(parsed)),
            double=np.array([bool(p.other) for p in parsed], dtype=bool),
        )

    def __len__(self) -> int:
        return len(self.core)


def letters_of(texts: Sequence[str]) -> Array:
    """The first 16 code points of each text as uint16, 0 behind its end."""
    characters = Characters.of(texts)
    found: Array = np.zeros((len(texts), LETTERS), dtype=np.uint16)
    for index in range(LETTERS):
        rows, points = characters.at(index)
        found[rows, index] = np.minimum(points, 0xFFFF)
    return found


@dataclass(frozen=True)
class SideTable:
    """Codes and addresses; row i is one record or one firm. `prints` (n, 9): digests of the texts named in SIDE_PRINTED."""

    written: list[str]
    code: list[str]
    repaired: Array
    organisation: list[str]
    old: list[str]
    detail: list[str]
    bare: list[str]
    spot: list[str]
    road: list[str]
    number: list[str]
    village: list[str]
    town: list[str]
    place: Array
    code_place: Array
    prints: Array

    @classmethod
    def joined(cls, parts: Sequence[SideTable]) -> SideTable:
        """Tables one below the other."""
        return cls(**_joined(parts))

    def slim(self) -> SideTable:
        """What a register must hold once its keys are made: of the texts, those that are compared by more than their digest."""
        return replace(self, code=[], organisation=[], old=[], detail=[], spot=[], road=[], village=[], town=[])

    @classmethod
    def of(cls, codes: Sequence[str], addresses: Sequence[str]) -> SideTable:
        """Parse codes and addresses as written; '' where there is none."""
        read = parse_codes(codes)
        where = [parse_folded_address(a) if a else EMPTY_ADDRESS for a in fold_texts(addresses)]
        printed = [[getattr(c, name) for c in read] for name in ("code", "organisation", "old")]
        printed += [
            [getattr(a, name) for a in where] for name in ("detail", "place", "road", "village", "town", "bare")
        ]
        return cls(
            written=[c.written for c in read],
            code=[c.code for c in read],
            repaired=np.array([c.repaired for c in read], dtype=bool),
            organisation=[c.organisation for c in read],
            old=[c.old for c in read],
            detail=[a.detail for a in where],
            bare=printed[8],
            spot=[intern(a.place) for a in where],
            road=[intern(a.road) for a in where],
            number=[intern(a.number) for a in where],
            village=[intern(a.village) for a in where],
            town=[intern(a.town) for a in where],
            place=places([place_of(a.regions) for a in where]),
            code_place=places([place_of(_division(c)) for c in read]),
            prints=np.stack([whole(column) for column in printed], axis=1) if read else np.zeros((0, 9), np.uint64),
        )


def door_of(road: str, number: str) -> str:
    """Road and house number without what follows a dash: 13-8 is a door of 13."""
    return f"{road}{number.partition('-')[0]}" if road and number else ""


def _joined(parts: Sequence[Any]) -> dict[str, Any]:
    """Each field of dataclasses of columns, one below the other."""
    columns = {f.name: [getattr(p, f.name) for p in parts] for f in fields(parts[0])}
    return {n: np.concatenate(c) if isinstance(c[0], np.ndarray) else list(chain(*c)) for n, c in columns.items()}


def _division(code: CodeParts) -> tuple[str, ...]:
    digits = code.division
    return (digits,) if digits.isdigit() and digits[:2] != "00" else ()
