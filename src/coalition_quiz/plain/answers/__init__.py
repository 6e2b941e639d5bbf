"""How each kind of question is answered line by line."""
