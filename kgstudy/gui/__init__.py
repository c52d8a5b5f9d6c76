"""The window: Qt, and nothing below knows Qt."""
