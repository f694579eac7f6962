"""The plan's text, targets and commitments, their readings, the board, the monthly brief."""
