"""The command line: words in, exit code out. Each command has a module, imported when it is called."""
