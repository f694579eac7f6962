"""What people do to works, each in one transaction with its audit line."""
