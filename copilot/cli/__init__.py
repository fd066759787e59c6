"""The command line: the only way in. One module a command, loaded when it is asked for."""
