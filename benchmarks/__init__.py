"""What is timed, against whom. `python -m benchmarks` runs all and prints the ratios; `python -m benchmarks read` one."""
