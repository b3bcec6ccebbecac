"""When to see a doctor, what is a cramp and what could be causing it, and first help."""
