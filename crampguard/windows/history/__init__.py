"""The History window: the nights of a month, and what coincides."""
