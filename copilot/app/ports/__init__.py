"""What the use cases ask of the outside; the docstrings are the promises tests hold."""
