"""The doors, and the service where analyzer and corpus meet."""
