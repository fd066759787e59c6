"""What the product does, one use case per file; it knows the outside only through `ports`."""
