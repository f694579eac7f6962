"""What pages of the plan show."""
