"""The works of the demo zone: invented, but named as the plan of 2021 names them; no Django, the same every time."""

from .places import place_of
from .registers import compounds_of, happenings_of, households_of, options_of, shops_of, stretches_of
from .stories import FACTS, PAPERS, PICTURES, WORKS, Told

__all__ = [
    "FACTS",
    "PAPERS",
    "PICTURES",
    "WORKS",
    "Told",
    "compounds_of",
    "happenings_of",
    "households_of",
    "options_of",
    "place_of",
    "shops_of",
    "stretches_of",
]
