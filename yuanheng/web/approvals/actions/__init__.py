"""What the office does with powers and applications."""
