"""kgstudy: from a lesson to a lasting memory of it."""

__version__ = "0.1.0"
