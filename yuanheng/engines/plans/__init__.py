"""Reads the text of a plan: its outline, its commitments, and its targets with offsets into the text."""

from .reading import extract
from .values import Commitment, OutlineItem, PlanReading, Target

__all__ = ["Commitment", "OutlineItem", "PlanReading", "Target", "extract"]
