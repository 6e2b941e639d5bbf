"""Services shared by screens, line mode and commands: sessions, quizzes, browsing, doctor."""
