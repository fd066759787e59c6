"""What the use cases ask of the outside; each port's docstrings are the promises its tests hold."""
