"""Drawing the parts of a picture that cards hide."""
