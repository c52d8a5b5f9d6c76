"""The collection on disk; the only home of peewee, apsw and SQL."""
