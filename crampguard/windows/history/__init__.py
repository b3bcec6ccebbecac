"""The History window: your nights, your cramps, what goes with fewer cramps, and the tab for the doctor."""
