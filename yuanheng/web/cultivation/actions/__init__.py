"""What is done for firms, by noun."""
