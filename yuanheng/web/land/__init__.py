"""Land: parcels, their states by rule, disposal, what could be won, parcels offered to projects."""
