"""Writes of policies: verbs of the office."""
