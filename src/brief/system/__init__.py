"""What brief asks of the operating system beyond reading: files put in place, other programs found."""
