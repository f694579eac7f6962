"""Pages of the register of projects."""
