#: from 3.12
import sys

monitoring = sys.monitoring
print([monitoring.get_tool(number) for number in range(6)])
calls = []
for number in range(6):
    monitoring.use_tool_id(number, f"tool {number}")
monitoring.register_callback(
    3, monitoring.events.PY_START, lambda code, offset: calls.append(code.co_name))
monitoring.set_events(3, monitoring.events.PY_START)


def work():
    return 1


work()
monitoring.set_events(3, 0)
print(calls)
