"""What the pages of delivery read."""
