"""The Morning window: the question about a night, the card of a cramp, and what of the evening is open."""
