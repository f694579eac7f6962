"""What people do in admission, by noun."""
