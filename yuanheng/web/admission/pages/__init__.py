"""What the pages of admission show."""
