"""QTI 1.2, as Canvas reads it, and QTI 2.1: packages of questions in XML."""
