"""Plain Python: no Django, no clock, no unseeded randomness; usable from a shell."""
