"""Answers "have we seen this before?": vectors of passages, of whole texts, and the words that both hold."""
