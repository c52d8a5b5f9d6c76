"""What is done to decks as a whole, and to the cards of one out of their turn."""
