"""What pages of the ledger show: reads only, one frozen dataclass a page."""
