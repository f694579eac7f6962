"""A layer's faults with measure and place; repairs offered and not done; which parcels made which."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from yuanheng.engines.parcels.areas import area_m2
from yuanheng.engines.parcels.checking import check_layer, offer_repair
from yuanheng.engines.parcels.lineage import lineage

from .drawing import HERE, SYSTEM, box_at, parcel

HUNDRED = box_at(0, 0, 100, 100)


def faults(*parcels):
    return check_layer(list(parcels))


def test_parcels_that_touch_are_in_order():
    assert (
        faults(parcel("A", HUNDRED), parcel("B", box_at(100, 0, 100, 100)), parcel("C", box_at(0, 100, 100, 50))) == ()
    )


def test_an_overlap_is_told_with_its_mu_and_its_place():
    found = faults(parcel("A", HUNDRED), parcel("B", box_at(90, 0, 100, 100)))
    assert [f.kind for f in found] == ["overlap"]
    assert found[0].names == ("A", "B")
    assert found[0].measure == Decimal("1.4994")  # 10 m × 100 m of the map, whose scale here is 1.00020
    assert (found[0].lon, found[0].lat) == pytest.approx((HERE[0] + 0.001, HERE[1] + 0.0005), abs=5e-4)
    assert "A、B:重叠 1.4994 亩" in found[0].sentence


def test_an_overlap_of_drawing_noise_is_none():
    assert faults(parcel("A", HUNDRED), parcel("B", box_at(99.999, 0, 100, 100))) == ()


def test_a_gap_between_parcels_is_told_and_a_parcel_s_own_hole_is_not():
    ring = [
        parcel("S", box_at(0, 0, 100, 30)), parcel("N", box_at(0, 60, 100, 30)), parcel("W", box_at(0, 30, 40, 30)),
        parcel("E", box_at(44, 30, 56, 30)),
    ]  # fmt: skip
    found = check_layer(ring)
    assert [f.kind for f in found] == ["gap"]
    assert found[0].measure == pytest.approx(Decimal("0.1800"), abs=Decimal("0.0005"))  # 4 m × 30 m
    assert set(found[0].names) == {"S", "N", "W", "E"}
    hole = Polygon(HUNDRED.exterior.coords, [box_at(40, 40, 10, 10).exterior.coords])
    assert faults(parcel("A", hole), parcel("B", box_at(100, 0, 10, 10))) == ()


def test_a_sliver_is_told_with_its_width():
    found = faults(parcel("A", box_at(0, 0, 200, 0.3)))
    assert [f.kind for f in found] == ["sliver"]
    assert found[0].measure == Decimal("0.30")


def bow_tie():
    corners = [(0, 0), (100, 100), (100, 0), (0, 100), (0, 0)]
    import numpy as np

    from .drawing import EAST, NORTH

    return Polygon(SYSTEM.to_degrees(np.array([(EAST + x, NORTH + y) for x, y in corners])))


def test_a_line_that_crosses_itself_is_told_where_and_a_repair_is_offered():
    drawn = parcel("X", bow_tie())
    found = faults(drawn)
    assert [f.kind for f in found] == ["self_crossing"]
    middle = shapely.centroid(HUNDRED)
    assert (found[0].lon, found[0].lat) == pytest.approx((middle.x, middle.y), abs=1e-6)
    offer = offer_repair(drawn)
    assert offer is not None
    assert offer.after.is_valid
    assert area_m2(offer.after) == pytest.approx(5000, rel=0.002)
    assert not drawn.geometry.is_valid  # nothing was done to it
    assert offer_repair(parcel("A", HUNDRED)) is None


def test_the_same_number_twice_and_the_same_outline_twice_are_doubles():
    same = Polygon(list(HUNDRED.exterior.coords)[2:-1] + list(HUNDRED.exterior.coords)[:3])
    kinds = [(f.kind, f.sentence.split(",在")[0]) for f in faults(parcel("A", HUNDRED), parcel("B", same))]
    assert kinds == [("double", "A、B:重复,界线相同")]
    found = faults(parcel("A", HUNDRED), parcel("A", box_at(500, 0, 10, 10)))
    assert [f.sentence.split(",在")[0] for f in found] == ["A、A:重复,编号同为 A"]


def test_an_empty_layer_has_no_faults():
    assert check_layer([]) == ()


@settings(max_examples=25, deadline=None)
@given(columns=st.integers(1, 5), rows=st.integers(1, 5), shift=st.floats(1.0, 40.0))
def test_a_grid_has_no_fault_and_a_moved_copy_overlaps_by_what_it_covers(columns, rows, shift):
    grid = [parcel(f"{c}-{r}", box_at(c * 50, r * 50, 50, 50)) for c in range(columns) for r in range(rows)]
    assert check_layer(grid) == ()
    moved = parcel("M", box_at(shift, 0, 50, 50))
    over = sum(f.measure for f in check_layer([*grid, moved]) if f.kind == "overlap")
    covered = Decimal(repr(min(50.0, columns * 50 - shift) * 50)) * Decimal("0.0015")
    assert abs(over - covered) < Decimal("0.01")


def one(before, after):
    found = lineage(before, after)
    assert len(found) == 1
    return found[0]


def test_a_parcel_in_two_was_split_and_two_in_one_were_merged_by_their_shares():
    halves = [parcel("A1", box_at(0, 0, 40, 100)), parcel("A2", box_at(40, 0, 60, 100))]
    split = one([parcel("A", HUNDRED)], halves)
    assert split.kind == "split"
    assert [(d.of_old, d.of_new) for d in split.descents] == [
        (Decimal("0.4000"), Decimal("1.0000")), (Decimal("0.6000"), Decimal("1.0000")),
    ]  # fmt: skip
    assert split.sentence == "A 分为 A1、A2。"
    merged = one(halves, [parcel("A", HUNDRED)])
    assert merged.kind == "merged"
    assert sum(d.of_new for d in merged.descents) == 1


def test_kept_redrawn_new_gone_and_rearranged():
    assert one([parcel("A", HUNDRED)], [parcel("A", HUNDRED)]).kind == "kept"
    assert one([parcel("A", HUNDRED)], [parcel("A", box_at(0, 0, 80, 100))]).kind == "redrawn"
    far = parcel("B", box_at(500, 0, 10, 10))
    assert sorted(c.kind for c in lineage([parcel("A", HUNDRED)], [far])) == ["gone", "new"]
    crossed = one(
        [parcel("A", HUNDRED), parcel("B", box_at(100, 0, 100, 100))],
        [parcel("C", box_at(0, 0, 200, 50)), parcel("D", box_at(0, 50, 200, 50))],
    )
    assert crossed.kind == "rearranged"
    assert lineage([], []) == ()


def test_neighbours_that_only_share_a_drawing_s_noise_have_nothing_to_do_with_one_another():
    before = [parcel("A", HUNDRED), parcel("B", box_at(100, 0, 100, 100))]
    after = [parcel("A", box_at(0, 0, 100.3, 100)), parcel("B", box_at(100.3, 0, 99.7, 100))]
    assert [c.kind for c in lineage(before, after)] == ["kept", "kept"]


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.integers(2, 98), min_size=0, max_size=4, unique=True))
def test_however_a_parcel_is_cut_the_shares_add_to_the_whole(cuts):
    edges = [0, *sorted(cuts), 100]
    parts = [parcel(f"P{i}", box_at(a, 0, b - a, 100)) for i, (a, b) in enumerate(itertools.pairwise(edges))]
    change = one([parcel("A", HUNDRED)], parts)
    assert change.kind == ("split" if len(parts) > 1 else "kept")
    assert abs(sum(d.of_old for d in change.descents) - 1) < Decimal("0.001")
    assert all(d.of_new > Decimal("0.999") for d in change.descents)
