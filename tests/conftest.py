"""One hypothesis profile for all: machines are noisy, so neither deadlines nor slow generation fail a test."""

from hypothesis import HealthCheck, settings

settings.register_profile("postmortem", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("postmortem")
