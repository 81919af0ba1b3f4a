"""An event loop that hands events to the handlers registered for them."""
# label: stay (dynamic)


class Bus:
    def __init__(self):
        self.handlers = {}

    def on(self, name, handler):
        self.handlers.setdefault(name, []).append(handler)

    def run(self, events):
        for name, payload in events:  # HOT
            for handler in self.handlers.get(name, ()):
                handler(payload)


def main():
    state = {"sum": 0, "seen": set()}

    def add(payload):
        state["sum"] += payload["value"]

    def remember(payload):
        state["seen"].add(payload["who"])

    bus = Bus()
    bus.on("sale", add)
    bus.on("sale", remember)
    bus.on("visit", remember)
    events = [("sale" if k % 3 else "visit", {"value": k % 7, "who": f"u{k % 500}"})
              for k in range(250_000)]
    for _ in range(9):
        bus.run(events)
    print(state["sum"], len(state["seen"]))


main()
