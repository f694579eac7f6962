"""What is done with projects, by noun."""
