"""What is kept: store, encoder, index, search, importers and the starter archive. Never imports `analyzer` or `api`."""
