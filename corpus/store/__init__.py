"""The store: one SQLite database, the truth that every index is a copy of. Functions here take an open connection; `database` gives it."""
