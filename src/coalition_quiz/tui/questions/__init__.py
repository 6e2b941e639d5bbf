"""How each kind of question is answered: one widget a kind, kept from question to question."""
