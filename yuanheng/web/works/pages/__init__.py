"""What pages show, gathered in a fixed number of queries."""
