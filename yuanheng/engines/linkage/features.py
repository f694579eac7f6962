"""Every pair of record and firm put to the questions of `levels`: an array of levels, one column a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, LCSseq

from yuanheng.engines.identities.characters import sound_of, sounds_of
from yuanheng.engines.identities.industry_kin import kin_of

from . import levels as q
from .coarse import coarse_address, coarse_code, coarse_name
from .differences import difference_kind, mark_relations, only_slips
from .digests import Array
from .frequencies import Frequencies
from .pairs import Pairs, place_relation, unit_relation
from .tables import PRINTED, SIDE_PRINTED, NameTable, SideTable

_LEFT_BANDS = (0.01, 3.0, 6.0, 10.0, 16.0)
_SHARED_BANDS = (0.01, 4.0, 7.0, 10.0, 14.0, 19.0, 26.0)
_SHAPES = str.maketrans("ODQUILZSGB", "0000112568")  # characters of codes that a scanner takes for one another


class Comparison:
    """One batch of pairs; every method answers one question for all of them."""

    def __init__(
        self, pairs: Pairs, records: NameTable, record_side: SideTable, firms: NameTable, firm_side: SideTable,
        known: Frequencies, *, threads: int = 2,
    ) -> None:  # fmt: skip
        self.pairs, self.records, self.firms, self.known, self.threads = pairs, records, firms, known, threads
        self.record_side, self.firm_side = record_side, firm_side
        self.size = len(pairs.left)
        self._same = records.prints[pairs.left] == firms.prints[pairs.right]
        self._side_same = record_side.prints[pairs.record] == firm_side.prints[pairs.firm]
        self._texts: dict[tuple[str, bool], list[str]] = {}

    def levels(self) -> Array:
        """int8 array (pairs, questions) in the order of `levels.QUESTIONS`."""
        name, place, address, code = self.name(), self.place(), self.address(), self.code()
        typing, rarity = self.typing(), self.rarity()
        coarse, near, by_code = coarse_name(name), coarse_address(address), coarse_code(code)
        simple = [
            name, self.trade(), self.industry(), self.region(), place, self.form(), self.unit(), self.mark(),
            *self.leftovers(), rarity, self.cores(), code, address, self.premises(), self.firms.former[self.pairs.right],
            typing, self.whole(), self.writing(),
        ]  # fmt: skip
        crossed = [
            coarse * 4 + np.array([0, 1, 2, 3, 3, 3])[place],
            coarse * 4 + near,
            coarse * 4 + by_code,
            coarse * 4 + np.array([0, 0, 0, 0, 1, 2, 3, 3, 3])[rarity],
            coarse * 5 + np.digitize(self.length("core", True), [3, 4, 6, 8]),
            by_code * 4 + near,
            typing * 2 + (self.length("core", False) > 5),
        ]
        return np.stack([np.asarray(c, dtype=np.int8) for c in (*simple, *crossed)], axis=1)

    def name(self) -> Array:
        """How the writings as a whole relate."""
        core_l, core_r = self.length("core", True), self.length("core", False)
        industry_l, edits = self.length("industry", True), self.core_edits
        same_trade = self.same("trade")
        decided = (edits <= 1) | same_trade
        lcs = self.scores(LCSseq.similarity, self.text("core", True), self.text("text", False))
        return self.first(
            q.NAME,
            text=self.same("text"),
            form=(edits == 0) & self.same("form") & self.same("unit"),
            core=edits == 0,
            sound=self.same("sound") & (core_l > 0),
            one_long=(edits == 1) & (core_r >= 6),
            one_mid=(edits == 1) & (core_r >= 4),
            one_short=edits == 1,
            two=(edits == 2) & (core_r >= 6),
            brand=same_trade & (industry_l == 0),
            head=same_trade & self.test(lambda a, b: b.startswith(a) or b.endswith(a), "industry", where=same_trade),
            trade=same_trade,
            inside=(core_l >= 3) & self.test(lambda a, b: a in b, "core", "text", where=~decided & (lcs == core_l)),
            skips=(core_l >= 3) & (lcs == core_l),
            covers=(core_r >= 3) & self.test(lambda a, b: b in a, "text", "core", where=~decided),
            contains=self.trade_inside,
            initials=(core_l == 2) & (lcs == 2) & self.test(lambda a, b: a[:1] == b[:1], "core", where=core_l == 2),
            alike=lcs >= 0.6 * np.maximum(core_l, 3),
        )

    def trade(self) -> Array:
        """How the trade words relate, the record's cut as long as the firm's where that fits better."""
        left, right = self.aligned[0], self.text("trade", False)
        edits = self.scores(OSA.distance, left, right)
        size_l, size = np.fromiter(map(len, left), dtype=np.int32, count=self.size), self.length("trade", False)
        one = (edits == 1) & (size == size_l)
        sound = self.where(one | (edits == 2), lambda a, b: sound_of(a) == sound_of(b), left, right)
        swap = self.where(one, lambda a, b: sorted(a) == sorted(b), left, right)
        head = self.where(edits > 1, lambda a, b: bool(a) and (a.startswith(b) or b.startswith(a)), left, right)
        return self.first(
            q.TRADE,
            same4=(edits == 0) & (size >= 4), same3=(edits == 0) & (size == 3), same2=edits == 0, sound=sound, swap=swap,
            one4=one & (size >= 4), one3=one & (size == 3), one2=one, more=edits == 1, head=head, inside=self.trade_inside,
        )  # fmt: skip

    def industry(self) -> Array:
        """How the industries relate."""
        left, right = self.aligned[1], self.text("industry", False)
        size_l, size_r = np.fromiter(map(len, left), dtype=np.int32, count=self.size), self.length("industry", False)
        both = (size_l > 0) & (size_r > 0)
        edits, lcs = self.scores(OSA.distance, left, right), self.scores(LCSseq.similarity, left, right)
        least = np.minimum(size_l, size_r)
        ends: Callable[[str, str], bool] = lambda a, b: (  # noqa: E731
            a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a)
        )
        return self.first(
            q.INDUSTRY,
            same=both & (edits == 0), none=(size_l == 0) & (size_r == 0), no_record=size_l == 0, no_firm=size_r == 0,
            kin=self.where(both & (edits > 0), lambda a, b: kin_of(a) == kin_of(b), left, right),
            head=self.where(both & (lcs == least), ends, left, right), skips=lcs == least, one=edits == 1,
            half=2 * lcs >= least,
        )  # fmt: skip

    def region(self) -> Array:
        """How the regions written in the names relate."""
        left, right = self.records.place[self.pairs.left], self.firms.place[self.pairs.right]
        table = np.array([q.REGION.level(c) for c in ("same", "within", "none", "sibling", "city", "province")])
        found = table[place_relation(left, right)]
        no_left, no_right = left[:, 0] == 0, right[:, 0] == 0
        found = np.where(no_left & ~no_right, q.REGION.level("no_record"), found)
        return np.where(no_right & ~no_left, q.REGION.level("no_firm"), found)

    def place(self) -> Array:
        """Where the record is against where the firm is, by the best of the firm's code, address and name."""
        left = self.records.place[self.pairs.left].copy()
        address = self.record_side.place[self.pairs.record]
        finer = (left[:, 0] == 0) | ((address[:, 0] == left[:, 0]) & (left[:, 2] == 0) & (address[:, 2] > 0))
        left[finer] = address[finer]
        side, firm = self.firm_side, self.pairs.firm
        options = (side.code_place[firm], side.place[firm], self.firms.place[self.pairs.right])
        found = np.stack([place_relation(left, o) for o in options])
        pick = np.argmin(np.where(found == 2, 5.5, found), axis=0)
        return found[pick, np.arange(self.size)]

    def premises(self) -> Array:
        """Where the record's address is against the firm's address and code: another plant or a meter mostly lies near."""
        left, side, firm = self.record_side.place[self.pairs.record], self.firm_side, self.pairs.firm
        found = np.stack([place_relation(left, o) for o in (side.place[firm], side.code_place[firm])])
        pick = np.argmin(np.where(found == 2, 5.5, found), axis=0)
        return found[pick, np.arange(self.size)]

    def form(self) -> Array:
        """How the organisation forms relate."""
        works = {"company", "factory"}
        same_kind = self.same("kind")
        return self.first(
            q.FORM,
            same=self.same("form"), no_record=self.length("form", True) == 0, no_firm=self.length("form", False) == 0,
            kind=same_kind, works=self.test(lambda a, b: {a, b} == works, "kind", where=~same_kind),
        )  # fmt: skip

    def unit(self) -> Array:
        """How the branches relate."""
        left, right = self.length("unit", True) > 0, self.length("unit", False) > 0
        same, both = self.same("unit"), left & right
        near = self.test(unit_relation, "unit", where=both & ~same)
        return self.first(q.UNIT, none=~left & ~right, same=same, near=near, apart=both, record=left, firm=right)

    def mark(self) -> Array:
        """Numerals, winds, old and new: what keeps sister companies apart."""
        return mark_relations(self.records.marks[self.pairs.left], self.firms.marks[self.pairs.right])

    def typing(self) -> Array:
        """What kind of accident the one difference is, where there is just one."""
        found: Array = np.zeros(self.size, dtype=np.int8)
        left, right = self.text("core", True), self.text("core", False)
        for i in np.flatnonzero(self.core_edits == 1):
            found[i] = difference_kind(left[i], right[i])
        return found

    def leftovers(self) -> tuple[Array, Array, Array]:
        """Surprise of what only the record has, of what only the firm has, and of what they share, each in bands."""
        a, b = self.records.letters[self.pairs.left], self.firms.letters[self.pairs.right]
        alike = a[:, :, None] == b[:, None, :]
        in_b, in_a = alike.any(axis=2), alike.any(axis=1)
        worth_a, worth_b = self.known.surprise[a], self.known.surprise[b]
        only_l, only_r = (worth_a * ~in_b).sum(axis=1), (worth_b * ~in_a).sum(axis=1)
        shared = (worth_b * in_a).sum(axis=1)
        return np.digitize(only_l, _LEFT_BANDS), np.digitize(only_r, _LEFT_BANDS), np.digitize(shared, _SHARED_BANDS)

    def rarity(self) -> Array:
        """How many firms of the register bear the firm's trade word, where the record bears it too."""
        count = self.known.trade[self.pairs.right]
        here = self.same("trade") | self.trade_inside
        near = np.isin(self.trade(), [q.TRADE.level(c) for c in ("sound", "swap", "one4", "one3", "one2", "more")])
        band = np.where(here, 4 + np.digitize(count, (2, 4, 11, 31)), 1 + np.digitize(count, (2, 11)))
        return np.where(here | near, band, 0)

    def whole(self) -> Array:
        """How the writings differ when only the region is left out: what forgives a name taken apart wrongly."""
        left, right = (self.text("rest", side) for side in (True, False))
        edits, size = (
            self.scores(OSA.distance, left, right),
            np.fromiter(map(len, right), dtype=np.int32, count=self.size),
        )
        by_sound = self.scores(OSA.distance, self.text("rest_sound", True), self.text("rest_sound", False))
        short = size <= 5
        return self.first(
            q.WHOLE,
            same=edits == 0, sound=by_sound == 0, short_one=short & (edits == 1), short_apart=short, one=edits == 1,
            sound_one=(by_sound == 1) & (edits <= 3), two=edits == 2, few=edits <= 4, apart=np.ones(self.size, dtype=bool),
        )  # fmt: skip

    def writing(self) -> Array:
        """How the whole writings differ, character by character: what forgives a region or a form that was misread."""
        left, right = self.text("text", True), self.text("text", False)
        size_l, size = self.length("text", True), self.length("text", False)
        edits = self.scores(OSA.distance, left, right)
        unit = self.length("unit", False)
        beyond = (size_l >= 6) & (size_l < size) & ((unit == 0) | (size_l > size - unit))
        cut = self.test(lambda a, b: b.startswith(a), "text", where=beyond)
        only = self.where(cut, lambda a, _: self.known.begin_with(a) == 1, left, right)
        slip = self.where((size_l == size) & (edits > 0) & (edits <= 3), only_slips, left, right)
        return self.first(
            q.WRITING,
            same=edits == 0, slip=slip, cut_one=only, cut_more=cut, one_long=(edits == 1) & (size >= 10),
            one=edits == 1, two_long=(edits == 2) & (size >= 12), two=edits == 2,
        )  # fmt: skip

    def cores(self) -> Array:
        """How many firms of the register have this trade word and industry, where the record has them too."""
        return np.where(self.core_edits == 0, np.clip(self.known.core[self.pairs.right], 1, 3), 0)

    def code(self) -> Array:
        """How the codes relate."""
        s, f = self.record_side, self.firm_side
        record, firm = self.pairs.record, self.pairs.firm
        written_l, written_r = [s.written[i] for i in record], [f.written[j] for j in firm]
        size_l = np.fromiter(map(len, written_l), dtype=np.int32, count=self.size)
        size_r = np.fromiter(map(len, written_r), dtype=np.int32, count=self.size)
        edits = self.scores(OSA.distance, written_l, written_r)
        shaped = self.scores(OSA.distance, *([w.translate(_SHAPES) for w in side] for side in (written_l, written_r)))
        read = (shaped == 0) & (size_l >= 15)
        valid = self.filled(s.code, record)
        known = self.known.is_code(s.prints[record, 0]) & valid
        misread = (
            valid & ~known & (size_r > 0) & (((edits <= 2) & self.same("text")) | (s.repaired[record] & (edits <= 8)))
        )  # registered on one day, two firms have codes two characters apart
        same = self._side_same[:, 0] & valid
        return self.first(
            q.CODE,
            none=size_l == 0, repaired=same & s.repaired[record], same=same,
            old=self._side_same[:, 2] & self.filled(s.old, record),
            organisation=self._side_same[:, 1] & self.filled(s.organisation, record),
            near=((edits <= 1) & (size_l >= 15) & (size_r > 0)) | misread | (read & ~known),
            no_firm=size_r == 0, other=known, valid=valid,
            piece=(edits <= 4) & (size_l >= 14), spoilt=np.ones(self.size, dtype=bool),
        )  # fmt: skip

    def address(self) -> Array:
        """How the addresses relate."""
        s, f = self.record_side, self.firm_side
        record, firm = self.pairs.record, self.pairs.firm
        left, right = [s.bare[i] for i in record], [f.bare[j] for j in firm]
        size_l = np.fromiter(map(len, left), dtype=np.int32, count=self.size)
        size_r = np.fromiter(map(len, right), dtype=np.int32, count=self.size)
        spot, road, village, town, bare = (
            self._side_same[:, SIDE_PRINTED.index(c)] & self.filled(getattr(s, c), record)
            for c in ("spot", "road", "village", "town", "bare")
        )
        count = self.known.spot[firm]
        least = np.minimum(size_l, size_r)
        lcs = self.scores(LCSseq.similarity, left, right)
        inside = self.where((least >= 4) & (lcs == least), lambda a, b: a in b or b in a, left, right)
        numbered = self.filled(s.number, record) & self.filled(f.number, firm)
        door = self.where(
            road & numbered, lambda a, b: a.partition("-")[0] == b.partition("-")[0],
            [s.number[i] for i in record], [f.number[j] for j in firm],
        )  # fmt: skip
        return self.first(
            q.ADDRESS,
            no_record=size_l == 0, no_firm=size_r == 0, same=bare & (size_l >= 4),
            spot_rare=spot & (count <= 2), spot_few=spot & (count <= 10), spot_many=spot,
            door=door, inside=inside, road=road & numbered, road_only=road, village=village,
            alike=(least > 0) & (lcs >= 0.7 * np.maximum(size_l, size_r)), town=town,
        )  # fmt: skip

    @cached_property
    def core_edits(self) -> Array:
        """Edit distance of trade word and industry, a swap of neighbours one edit."""
        return self.scores(OSA.distance, self.text("core", True), self.text("core", False))

    @cached_property
    def aligned(self) -> tuple[list[str], list[str]]:
        """The record's trade word and industry, cut where the firm's trade word ends if it is the likelier cut.

        `新龙针治` against 新隆 and 针织 is the trade word 新龙 and the industry 针治, whatever the words alone suggested.
        """
        trades, industries = list(self.text("trade", True)), list(self.text("industry", True))
        cores, right = self.text("core", True), self.text("trade", False)
        for i in np.flatnonzero(~self.same("trade")).tolist():
            size = len(right[i])
            cut = cores[i][:size]
            if size >= 2 and len(trades[i]) != size <= len(cores[i]) and OSA.distance(cut, right[i]) <= 1:
                trades[i], industries[i] = cut, cores[i][size:]
        return trades, industries

    @cached_property
    def trade_inside(self) -> Array:
        """Where the record's writing contains the firm's trade word."""
        return self.test(lambda a, b: len(b) > 1 and b in a, "text", "trade")

    def text(self, column: str, left: bool) -> list[str]:
        """One column of one side, a text for each pair."""
        key = (column, left)
        if key not in self._texts:
            self._texts[key] = self._made(column, left)
        return self._texts[key]

    def _made(self, column: str, left: bool) -> list[str]:
        """`rest` and its sound are put together here, for a register of a million would hold them for nothing."""
        if column == "rest_sound":
            return sounds_of(self.text("rest", left))
        if column == "rest":
            parts = (self.text(c, left) for c in ("core", "form", "unit"))
            return [a + b + c for a, b, c in zip(*parts, strict=True)]
        source = getattr(self.records if left else self.firms, column)
        return [source[i] for i in (self.pairs.left if left else self.pairs.right).tolist()]

    def length(self, column: str, left: bool) -> Array:
        """Lengths of `text`."""
        return np.fromiter(map(len, self.text(column, left)), dtype=np.int32, count=self.size)

    def same(self, column: str) -> Array:
        """Where both sides have the same text, also where both have none."""
        found: Array = self._same[:, PRINTED.index(column)]
        return found

    def filled(self, values: list[str], rows: Array) -> Array:
        """Where `values` at `rows` are not empty."""
        return np.fromiter(map(bool, values), dtype=bool, count=len(values))[rows]

    def scores(self, scorer: Any, left: list[str], right: list[str], dtype: Any = np.int32) -> Array:
        """One figure of rapidfuzz for each pair."""
        return process.cpdist(left, right, scorer=scorer, dtype=dtype, workers=self.threads)

    def test(
        self, test: Callable[[str, str], bool], left: str, right: str = "", *, where: Array | None = None
    ) -> Array:
        """`test(left, right)` for each pair, False outside `where`; one column's name serves both sides."""
        a, b = self.text(left, True), self.text(right or left, False)
        if where is not None:
            return self.where(where, test, a, b)
        return np.fromiter(map(test, a, b), dtype=bool, count=self.size)

    def where(self, where: Array, test: Callable[[str, str], bool], left: list[str], right: list[str]) -> Array:
        """`test` for the pairs at `where`, False for the others."""
        found: Array = np.zeros(self.size, dtype=bool)
        for i in np.flatnonzero(where).tolist():
            found[i] = test(left[i], right[i])
        return found

    def first(self, question: q.Question, **conditions: Array) -> Array:
        """The first condition, in the order given, that holds; the question's last level where none does."""
        found: Array = np.full(self.size, len(question.levels) - 1, dtype=np.int8)
        for code, holds in reversed(conditions.items()):
            found[holds] = question.level(code)
        return found
