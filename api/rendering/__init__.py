"""How findings are printed: one file a format, one entry a format in `registry`."""
