"""The command line. `group` holds the commands, as click sees them; what they do stands beside them."""
