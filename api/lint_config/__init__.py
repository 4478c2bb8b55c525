"""The linter's configuration: found by walking up from a draft, read from TOML, put to work on a path."""
