"""Opens a page in headless Chromium, runs a program in it, says what came out.

    browser.py PAGE [--width N] [--height N] [--dark] [--no-script]
        [--png FILE] [--pdf FILE] < program.js

The program is the body of an async function. The answer is JSON:
{"value": ..., "errors": [...], "requests": [...]}, where errors are what the
console says, and requests what the page asked the network for.
"""

import argparse
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile


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

    def close(self):
        self.process.kill()
        self.process.wait()


def open_page(browser, options):
    target = browser.call("Target.createTarget", url="about:blank")
    browser.session = browser.call(
        "Target.attachToTarget", targetId=target["targetId"], flatten=True
    )["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.call(domain + ".enable")
    browser.call("Emulation.setDeviceMetricsOverride", width=options.width,
                 height=options.height, deviceScaleFactor=1, mobile=False)
    browser.call("Emulation.setEmulatedMedia", features=[{
        "name": "prefers-color-scheme",
        "value": "dark" if options.dark else "light"}])
    browser.call("Emulation.setScriptExecutionDisabled",
                 value=options.no_script)
    browser.call("Page.navigate",
                 url=pathlib.Path(options.page).absolute().as_uri())
    browser.wait("Page.loadEventFired")


def save(browser, options):
    if options.png:
        size = browser.call("Page.getLayoutMetrics")["cssContentSize"]
        image = browser.call(
            "Page.captureScreenshot", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": options.width, "scale": 1,
                  "height": min(size["height"], options.most)})
        pathlib.Path(options.png).write_bytes(base64.b64decode(image["data"]))
    if options.pdf:
        paper = browser.call("Page.printToPDF", printBackground=False)
        pathlib.Path(options.pdf).write_bytes(base64.b64decode(paper["data"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--most", type=int, default=6000)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--no-script", action="store_true")
    parser.add_argument("--png")
    parser.add_argument("--pdf")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Chromium(profile)
        try:
            open_page(browser, options)
            result = browser.call(
                "Runtime.evaluate", awaitPromise=True, returnByValue=True,
                expression="(async () => {" + sys.stdin.read() + "})()")
            save(browser, options)
            browser.call("Runtime.evaluate", expression="0")
        finally:
            browser.close()
    errors = [event["entry"]["text"] for event in browser.of("Log.entryAdded")]
    errors += [event["exceptionDetails"].get("exception", {})
               .get("description", "?")
               for event in browser.of("Runtime.exceptionThrown")]
    if "exceptionDetails" in result:
        errors.append(json.dumps(result["exceptionDetails"]))
    print(json.dumps({
        "value": result["result"].get("value"), "errors": errors,
        "requests": [
            event["request"]["url"]
            for event in browser.of("Network.requestWillBeSent")
            if not event["request"]["url"].startswith(("file:", "data:"))],
    }))


if __name__ == "__main__":
    main()
