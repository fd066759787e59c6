"""How databases of earlier versions become today's; what is released here never changes."""
