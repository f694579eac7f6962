"""Writes of carriers: verbs of the office."""
