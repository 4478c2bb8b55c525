"""Reads one text, or a set of texts already read; knows of no storage."""
