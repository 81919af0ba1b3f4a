import sys
import threading

events = []
FILES = ("constructs.py", "late.py")


def trace(frame, event, argument):
    code = frame.f_code
    if not code.co_filename.endswith(FILES):
        return None
    shown = type(argument).__name__
    if event == "exception":
        shown = argument[0].__name__
    caller = frame.f_back.f_code.co_name
    events.append((code.co_qualname, event, frame.f_lineno, caller, shown))
    return trace


def profile(frame, event, argument):
    trace(frame, event, None)


def monitor(function):
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return function()
    names = [
        "PY_START", "PY_RETURN", "PY_YIELD", "PY_RESUME", "PY_UNWIND", "LINE",
        "RAISE", "EXCEPTION_HANDLED"]

    def callback(name):
        def see(code, *arguments):
            if code.co_filename.endswith(FILES):
                line = arguments[0] if name == "LINE" else None
                events.append((name, code.co_qualname, line))
        return see

    monitoring.use_tool_id(0, "here")
    wanted = 0
    for name in names:
        event = getattr(monitoring.events, name)
        monitoring.register_callback(0, event, callback(name))
        wanted |= event
    monitoring.set_events(0, wanted)
    function()
    monitoring.set_events(0, 0)
    monitoring.free_tool_id(0)


def all_of_it():
    constructs.run()
    sys.modules.pop("late", None)
    import late


def traced(function):
    sys.settrace(trace)
    function()
    sys.settrace(None)


def profiled(function):
    sys.setprofile(profile)
    function()
    sys.setprofile(None)


import constructs

for way in (traced, profiled, monitor):
    way(all_of_it)
    print(way.__name__, len(events))
    for event in events:
        print(event)
    events.clear()
