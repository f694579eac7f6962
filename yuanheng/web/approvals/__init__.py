"""Approvals: the catalogue of powers, applications, chains, imported cases, statistics, civil affairs."""
