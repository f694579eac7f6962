"""Views of land."""
