"""Reads of rewards: one dataclass a page."""
