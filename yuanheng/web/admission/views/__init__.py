"""Views of admission."""
