"""What an office does to deliver a project."""
