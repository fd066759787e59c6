"""One module per revision; each creates or changes, none reads today's schema."""
