"""The command line, the only entry point."""
