"""Pictures, formulas and sounds of cards."""
