"""Views of the base app, one module per page of work."""
