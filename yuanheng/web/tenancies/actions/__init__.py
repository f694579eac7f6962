"""What people do: register, state, confirm, settle, take back; import lists."""
