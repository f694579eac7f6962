"""Reporting periods; working days join them when the first clock does."""

from .periods import Period, parse_period

__all__ = ["Period", "parse_period"]
