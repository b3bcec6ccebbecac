"""The Stretch window: the guide, its picture, and what follows it."""
