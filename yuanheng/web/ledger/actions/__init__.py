"""What people do with the ledger, and what the worker does for them: one transaction and one audit line each."""
