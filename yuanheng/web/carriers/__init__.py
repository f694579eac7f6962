"""Buildings to let: carriers, floors, units, leases, occupancy, what their tenants pay in taxes."""
