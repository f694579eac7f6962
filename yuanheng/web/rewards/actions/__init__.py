"""Writes of rewards: verbs of the office."""
