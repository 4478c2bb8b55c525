"""One file per family of blame language; each ends in `RULES`."""
