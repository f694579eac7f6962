"""Who earns what: staff of the service company, selection, contracts, attribution shares, monthly pay."""
