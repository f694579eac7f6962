"""Reads of carriers, one frozen dataclass a page."""
