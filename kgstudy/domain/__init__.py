"""Values and rules: no Qt, no SQL, no files and no clock of its own."""
