"""Linting of files for the command line: reading them, narrowing what is reported, mending what can be mended."""
