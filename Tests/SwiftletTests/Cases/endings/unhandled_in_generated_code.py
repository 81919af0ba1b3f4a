source = "def f(x):\n    return x / 0\n\nf(3)\n"
exec(compile(source, "<generated>", "exec"))
