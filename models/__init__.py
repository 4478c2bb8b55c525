"""The domain's nouns: frozen values, the tree of errors, settings and the two ports. Imports the standard library and pydantic only."""
