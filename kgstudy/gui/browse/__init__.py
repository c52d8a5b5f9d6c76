"""The parts of the page that finds cards: its table, its head, and what stands beside them."""
