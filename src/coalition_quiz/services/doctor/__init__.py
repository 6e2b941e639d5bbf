"""A look at everything a learner's answers depend on: `coalition-quiz doctor`."""
