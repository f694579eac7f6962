"""Views of carriers."""
