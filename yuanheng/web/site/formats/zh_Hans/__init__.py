"""How Chinese pages write dates and numbers."""
