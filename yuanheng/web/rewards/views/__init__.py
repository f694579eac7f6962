"""Views of rewards."""
