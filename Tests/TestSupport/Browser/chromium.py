"""Headless Chromium, driven over its DevTools protocol."""

import json
import os
import subprocess
import sys


class Chromium:
    """Speaks the DevTools protocol over the browser's own pipes."""

    def __init__(self, profile):
        to_browser, self.writer = os.pipe()
        self.reader, from_browser = os.pipe()
        # The protocol wants them as descriptors 3 and 4.
        command = ['exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"', "sh",
                   str(to_browser), str(from_browser), "chromium",
                   "--headless=new", "--no-sandbox", "--disable-gpu",
                   "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--disable-sync",
                   "--hide-scrollbars", "--remote-debugging-pipe",
                   f"--user-data-dir={profile}"]
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", *command], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(to_browser, from_browser))
        os.close(to_browser)
        os.close(from_browser)
        self.rest, self.last, self.session, self.events = b"", 0, None, []

    def receive(self):
        while b"\0" not in self.rest:
            data = os.read(self.reader, 1 << 16)
            if not data:
                sys.exit("the browser went away")
            self.rest += data
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def call(self, method, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writer, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.last:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def of(self, method):
        return [event["params"] for event in self.events
                if event.get("method") == method]

    def open_tab(self, *domains):
        """A new page, whose events in these domains are kept."""
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )["sessionId"]
        for domain in ("Page", "Runtime", *domains):
            self.call(domain + ".enable")

    def navigate(self, url):
        self.call("Page.navigate", url=url)
        self.wait("Page.loadEventFired")

    def run(self, program):
        """Runs the body of an async function in the page."""
        return self.call(
            "Runtime.evaluate", awaitPromise=True, returnByValue=True,
            expression="(async () => {" + program + "})()")

    def close(self):
        self.process.kill()
        self.process.wait()
