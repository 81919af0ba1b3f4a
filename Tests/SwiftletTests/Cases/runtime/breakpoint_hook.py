#: environment PYTHONBREAKPOINT=builtins.print
breakpoint("instead of a debugger")
