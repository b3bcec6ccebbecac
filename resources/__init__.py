"""What ships beside the code: the habit catalogue, the first settings file, translations."""
