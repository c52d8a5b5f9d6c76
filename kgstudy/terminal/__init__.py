"""Studying where there is only a terminal: the same services as the window, and no Qt."""
