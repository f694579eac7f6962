"""Delivery of projects: service groups, difficulties, monthly progress, Gantt, red flags, back-cast, dispatch."""
