"""A private desktop for tests: bus, screen, panel, notification servers and clock, none of them the user's
own.

The application under test runs as a real child process; everything that it meets is started here, so that a
test can look at what really went over the bus and was really drawn, and take any of it away in mid-flight.
"""
