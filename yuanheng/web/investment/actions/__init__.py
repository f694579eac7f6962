"""What is done in investment promotion, by noun."""
