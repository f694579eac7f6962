"""Writes of the base app: load locked, change, save, one line in the log, in one transaction."""
