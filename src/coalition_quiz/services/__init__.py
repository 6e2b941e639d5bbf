"""What screens, lines and commands share: sessions driven against the history."""
