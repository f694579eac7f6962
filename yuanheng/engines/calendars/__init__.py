"""Reporting periods and working days."""

from .loading import list_calendars, load_calendar
from .periods import Period, parse_period
from .workdays import WorkCalendar

__all__ = ["Period", "WorkCalendar", "list_calendars", "load_calendar", "parse_period"]
