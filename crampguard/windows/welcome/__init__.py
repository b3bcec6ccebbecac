"""The Welcome window of the first start."""
