"""What pages of land show."""
