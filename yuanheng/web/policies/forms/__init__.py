"""Forms of policies: amounts are typed in the units people use and handed on in the stored ones, exactly."""
