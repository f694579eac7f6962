"""Land files: read, looked at beside the register, entered as a whole."""
