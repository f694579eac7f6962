"""A register made ready: parsed, keyed and counted once, then asked for one record or for a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .candidates import KeyIndex
from .columns import FirmColumns, RecordColumns
from .digests import Array
from .features import Comparison
from .frequencies import Frequencies
from .keys import name_keys_matrix, side_keys_matrix
from .pairs import Pairs
from .parsing import parse_firms
from .tables import NameTable, SideTable

BY_NAME = 14  # candidates by name, before former names of one firm are made one
BY_SIDE = 6  # candidates by code and address


@dataclass(frozen=True)
class Found:
    """The candidates of a batch of records: `record` and `firm` number them, `levels` answers the questions for each pair;
    `double` where the record names two holders."""

    record: Array
    firm: Array
    levels: Array
    double: Array


@dataclass(frozen=True)
class Index:
    """A register ready to be asked. `firms` keeps ids and names alone; `group` gives rows of one id one number: one firm."""

    firms: FirmColumns
    group: Array
    names: NameTable
    side: SideTable
    by_name: KeyIndex
    by_side: KeyIndex
    known: Frequencies
    main: Array

    @classmethod
    def of(cls, firms: FirmColumns) -> Index:
        """Prepare `firms`; about 0.1 ms a firm."""
        parsed = parse_firms(firms)
        names, side = parsed.names, parsed.side
        numbers: dict[str, int] = {}
        main: Array = np.zeros(len(firms.ids), dtype=np.int32)
        current = np.flatnonzero(names.former == 0)
        main[names.owner[current]] = current
        return cls(
            firms=replace(firms, codes=[], addresses=[], former=[]),
            group=np.array([numbers.setdefault(i, len(numbers)) for i in firms.ids], dtype=np.int32),
            names=names,
            side=side,
            by_name=KeyIndex.of(parsed.name_keys),
            by_side=KeyIndex.of(parsed.side_keys),
            known=Frequencies.of(names, side),
            main=main,
        )

    def find(self, records: RecordColumns, *, threads: int = 2) -> Found:
        """The candidates of every record, each compared."""
        names = NameTable.of([(i, name, 0) for i, name in enumerate(records.names)])
        side = SideTable.of(records.codes, records.addresses)
        left, right, _ = self.by_name.best(name_keys_matrix(names), most=BY_NAME, threads=threads)
        main: Array = np.zeros(len(records), dtype=np.int32)
        current = np.flatnonzero(names.former == 0)
        main[names.owner[current]] = current
        other, firm, _ = self.by_side.best(side_keys_matrix(side), most=BY_SIDE, threads=threads)
        left, right = np.concatenate([left, main[other]]), np.concatenate([right, self.main[firm]])
        code = np.unique(left.astype(np.int64) * len(self.names) + right)
        left, right = (code // len(self.names)).astype(np.int32), (code % len(self.names)).astype(np.int32)
        pairs = Pairs(left, right, names.owner[left], self.names.owner[right])
        compared = Comparison(pairs, names, side, self.names, self.side, self.known, threads=threads)
        return Found(pairs.record, pairs.firm, compared.levels(), names.double[left])
