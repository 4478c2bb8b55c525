"""Markdown with exact code-point offsets: block structure by markdown-it-py, everything inside a block by our own scanner."""
