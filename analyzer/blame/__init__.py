"""The blame linter: rules in fourteen families, the lexicons they rest on, and the machine that runs them."""
