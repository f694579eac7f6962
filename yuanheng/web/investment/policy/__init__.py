"""What is decided here, from values alone: fit, distance, protection, names alike."""
