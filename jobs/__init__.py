"""Background work: the worker, what it does, and the supervisor that keeps it alive."""
