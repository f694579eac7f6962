"""Who uses whose land and whose power: tenancies, meters, confirmations, open items, the reconciled figure."""
