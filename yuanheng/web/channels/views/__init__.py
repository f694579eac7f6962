"""Views of channels."""
