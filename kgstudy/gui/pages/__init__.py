"""Pages: one file each."""
