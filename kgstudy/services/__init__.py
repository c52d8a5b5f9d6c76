"""What a person can do: each use case takes a collection and answers with values and a change."""
