f = lambda *a: (lambda b: [c for c in (d for d in range(3)) if c] and b)(a); print(f(1)); print((lambda: (yield))().__next__())
