"""The ways in, thin: they read arguments, call the rest, write what comes out and set the exit status."""
