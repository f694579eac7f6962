"""The Django site: shows and records; decides nothing."""
