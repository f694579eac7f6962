"""What the pages of investment promotion show."""
