"""Who does what in a parsed sentence: the doer of a verb, and whether it is a person, a team, an organisation or a system."""
