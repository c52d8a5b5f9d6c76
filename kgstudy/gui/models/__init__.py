"""What pages show, as values that know no widget."""
