"""Every card in one table: what is searched for, how a card stands, in what order. All pure."""
