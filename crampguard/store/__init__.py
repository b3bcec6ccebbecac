"""Everything on disk: diary, settings, catalogue, backups, export and import; checked when it is read."""
