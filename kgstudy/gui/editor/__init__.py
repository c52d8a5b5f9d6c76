"""Where notes are written: their fields as rich text, with a look at the cards they make."""
