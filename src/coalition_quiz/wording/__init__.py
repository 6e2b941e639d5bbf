"""What every face of the program says, written once."""
