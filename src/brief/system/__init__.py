"""Access to the operating system: writing files, finding programs, package resources."""
