"""How the learned part of the blame linter is made."""
