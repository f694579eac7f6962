"""Reads of channels, one frozen dataclass a page."""
