"""What a lesson was when it came in, so that another version meets what was changed here."""

SQL = """
-- imported: title, language and text as they came in, where they were changed here since; empty
-- where they still are what came in, or what was brought.
ALTER TABLE lesson ADD COLUMN imported TEXT NOT NULL DEFAULT '';
"""
