"""Years of evenings on the real engine, a real diary and the real notification logic, under a moved clock.

What happens is drawn by hypothesis; what has to follow is worked out by a ledger that knows the rules of time
by itself. The plain test run lives through a few years, always the same ones; `python -m tests.simulation`
through as many others as there is time for.
"""
