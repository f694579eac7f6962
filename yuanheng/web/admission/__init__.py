"""Admission checks and the joint review before signing and before land; promises and their yearly checks."""
