"""What an office does with land."""
