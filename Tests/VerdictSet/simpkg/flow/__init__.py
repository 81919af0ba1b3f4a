"""A reservoir and what flows through it."""
