"""Contributing factors: the taxonomy, the cues, and the tagger."""
