"""Whom we court: chains, target companies, leads and their protection, visits, and what comes next."""
