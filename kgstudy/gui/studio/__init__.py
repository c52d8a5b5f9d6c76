"""What is done to the drafts of a lesson: decided, edited, and made of marked words."""
