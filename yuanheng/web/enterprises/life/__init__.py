"""Events in the life of firms: what each kind does, and what holds on a day as known on a day."""

from .kinds import AWAY, KINDS, Kind, kind_of
from .standing import Course, Known, courses, events_of, known_of, stood

__all__ = ["AWAY", "KINDS", "Course", "Kind", "Known", "courses", "events_of", "kind_of", "known_of", "stood"]
