"""What the pages of cultivation show."""
