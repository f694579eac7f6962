"""What the pages of approvals read."""
