"""What to look for: text becomes terms here, and the store turns terms into SQL."""
