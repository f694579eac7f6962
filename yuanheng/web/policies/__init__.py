"""What we offer: policies, whom they fit and why, their fulfilment as cases, budgets, support asked of the city."""
