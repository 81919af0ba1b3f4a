"""Draws the Mandelbrot set as text."""
# label: port


def iterations(cr, ci, limit):
    zr = zi = 0.0
    n = 0
    while n < limit and zr * zr + zi * zi < 4.0:  # HOT
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        n += 1
    return n


def draw(width, height):
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        line = ""
        for x in range(width):
            cr = 3.0 * x / width - 2.2
            line += " .:-=+*#%@"[iterations(cr, ci, 900) * 9 // 900]
        print(line)


draw(360, 140)
