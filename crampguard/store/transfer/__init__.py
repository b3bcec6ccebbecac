"""What leaves the diary and comes into it as files: JSON, tables, calendars."""

ENDINGS = (".json", ".csv", ".ics")  # of what can be written; .json comes in again
