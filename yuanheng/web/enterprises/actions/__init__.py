"""What people do with the register: one transaction and one audit line each."""
