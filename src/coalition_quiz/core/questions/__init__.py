"""Questions as shown once, with the responses and verdicts that belong to them."""
