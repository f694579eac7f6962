"""Reporting periods and working days."""

from .loading import list_calendars, load_calendar
from .periods import Period, parse_period
from .workdays import SpecialDay, WorkCalendar

__all__ = ["Period", "SpecialDay", "WorkCalendar", "list_calendars", "load_calendar", "parse_period"]
