"""What is done to many cards and notes at once: the acts, their dialogs, and the trash."""
