"""Reads of the base app."""
