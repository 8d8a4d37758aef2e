"""What is known of portals: their addresses, and which council's they are."""
