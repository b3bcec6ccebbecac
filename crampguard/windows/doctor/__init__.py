"""The page for the doctor: painted, written as PDF, and shown before that."""
