"""Where complaints come from and replies go to, one platform per file."""
