"""Writes of channels, by noun."""
