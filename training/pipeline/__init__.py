"""Trains the English pipeline of analyzer/trained/pipeline. See README.md."""
