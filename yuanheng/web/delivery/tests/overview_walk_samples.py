"""What the walk sends to the overviews that take arguments or a body."""

from __future__ import annotations

from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.delivery.models import YearTarget

DATA = {"year": "2021", "label": "新开工", "stage": "started", "value": "17", "source": "新开工不少于17个"}


@walk_sample("delivery:new_target")
def new_target(cast: Cast) -> Sample:
    """A target to set."""
    return Sample(data=DATA)


@walk_sample("delivery:change_target")
def change_target(cast: Cast) -> Sample:
    """A target of the zone's."""
    made = YearTarget.objects.create(year=2021, label="竣工", stage="completed", value=11, source="竣工11个")
    return Sample(own={"pk": made.pk}, data=DATA)
