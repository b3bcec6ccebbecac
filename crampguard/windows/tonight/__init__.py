"""The Tonight window: head, rows and cards."""
