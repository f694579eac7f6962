"""Views of works."""
