"""The History window: the nights of a month, what coincides, and the tab for the doctor."""
