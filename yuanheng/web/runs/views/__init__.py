"""Views of schemes, runs and results."""
