import sys


def report(kind, value, trace):
    print("hook:", kind.__name__, value, trace.tb_lineno)


sys.excepthook = report
raise ValueError("for the hook")
