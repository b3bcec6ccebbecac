"""When to see someone, what may be behind a cramp, and first help."""
