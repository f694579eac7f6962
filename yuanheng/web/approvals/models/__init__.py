"""Tables of approvals."""

from .powers import PowerEvent, PowerState

__all__ = ["PowerEvent", "PowerState"]
