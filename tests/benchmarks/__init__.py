"""What the program costs while it waits and how late it is, against the least that Qt itself can do."""
