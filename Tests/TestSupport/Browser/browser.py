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
import pathlib
import sys
import tempfile

from chromium import Chromium


def open_page(browser, options):
    browser.open_tab("Log", "Network")
    browser.call("Emulation.setDeviceMetricsOverride", width=options.width,
                 height=options.height, deviceScaleFactor=1, mobile=False)
    browser.call("Emulation.setEmulatedMedia", features=[{
        "name": "prefers-color-scheme",
        "value": "dark" if options.dark else "light"}])
    browser.call("Emulation.setScriptExecutionDisabled",
                 value=options.no_script)
    browser.navigate(pathlib.Path(options.page).absolute().as_uri())


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
            result = browser.run(sys.stdin.read())
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
