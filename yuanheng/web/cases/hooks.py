"""Who is told when a case has changed: higher apps, inside the transaction that wrote the change."""

from __future__ import annotations

from collections.abc import Callable

from .models import Case

_listeners: list[Callable[[Case], None]] = []


def after_case_change(listener: Callable[[Case], None]) -> Callable[[Case], None]:
    """Call `listener(case)` after every event; an exception undoes the event. May be used as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(case: Case) -> None:
    """Call every listener, in the order they came."""
    for listener in _listeners:
        listener(case)
