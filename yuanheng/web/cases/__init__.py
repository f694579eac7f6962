"""Cases: a procedure at work on a subject; steps, clocks, suspensions, signers."""
