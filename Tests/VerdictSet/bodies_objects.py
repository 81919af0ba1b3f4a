"""Bodies that attract one another, each an object."""
# label: port
import math
class Body:
    def __init__(self, x, y, vx, vy, m):
        self.x = x; self.y = y; self.vx = vx; self.vy = vy; self.m = m
    def move(self, dt):
        self.x += self.vx * dt
        self.y += self.vy * dt
def step(bodies, dt):
    for a in bodies:  # HOT
        ax = ay = 0.0
        for b in bodies:
            if a is not b:
                dx = b.x - a.x
                dy = b.y - a.y
                d2 = dx * dx + dy * dy + 0.01
                f = b.m / (d2 * math.sqrt(d2))
                ax += dx * f
                ay += dy * f
        a.vx += ax * dt
        a.vy += ay * dt
    for b in bodies:
        b.move(dt)
bodies = [Body(math.cos(i), math.sin(i * 1.7), 0.1 * i % 1, 0.0, 1.0 + i % 3) for i in range(60)]
for _ in range(900):
    step(bodies, 0.001)
print(sum(b.x for b in bodies))
