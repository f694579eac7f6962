"""Procedures and the cases they run: state from events, due dates from a budget and a ledger of stops."""

from .checking import check_event
from .clock import Clock, due_date
from .definition import Procedure, Step
from .describing import describe_procedure
from .kinds import EVENT_KINDS, SUSPENSION_KINDS, Event
from .loading import list_procedures, load_procedure
from .reminding import reminders
from .replaying import replay
from .scheduling import schedule, what_if
from .state import CaseState

__all__ = [
    "EVENT_KINDS",
    "SUSPENSION_KINDS",
    "CaseState",
    "Clock",
    "Event",
    "Procedure",
    "Step",
    "check_event",
    "describe_procedure",
    "due_date",
    "list_procedures",
    "load_procedure",
    "reminders",
    "replay",
    "schedule",
    "what_if",
]
