"""What the walk sends to each address of the map."""

from __future__ import annotations

from yuanheng.web.base.walk import Cast, Sample, walk_sample

from .making import DAY, around, road


@walk_sample("maps:tile")
def tile(cast: Cast) -> Sample:
    """A tile of the roads."""
    road()
    z, x, y = around(14)
    return Sample(own={"layer": "ground-road", "z": z, "x": x, "y": y}, query={"on": DAY.isoformat()})


@walk_sample("maps:card")
def card(cast: Cast) -> Sample:
    """A road."""
    return Sample(own={"layer": "ground-road", "pk": road().pk}, query={"on": DAY.isoformat()})
