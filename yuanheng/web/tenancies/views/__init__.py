"""The pages of tenancies."""
