import Foundation
import Report
import Testing

@testable import ReportPage

@Suite("The HTML report")
struct ReportPageTests {
  private struct Seen: Decodable {
    var title: String
    var heading: String
    var images: Int
    var handlers: Int
    var sections: [String]
    var cards: Int
    var checklist: Int
    var source: String
    var kernel: [String]
    var heat: String
    var hottest: [String]
    var frames: Int
    var found: String
    var marked: Int
    var zoomed: String
    var back: Double
    var views: [String]
    var wall: String
    var cpu: String
    var threads: Int
    var oneThread: String
    var turned: Bool
    var rows: Int
    var moved: Bool
    var themes: Int
    var links: [String]
    var printed: Bool
    var wide: Bool
  }

  /// Does what a reader does, and tells what was to be seen.
  private static let reading = #"""
    const all = selector => [...document.querySelectorAll(selector)];
    const text = selector => document.querySelector(selector).textContent;
    const graph = document.getElementById("graph");
    const frame = name => all(".flame-frame").find(
      box => box.textContent === name);
    const [time, thread] = graph.querySelectorAll("select");
    const choose = (select, value) => {
      select.value = value;
      select.dispatchEvent(new Event("change"));
      return text(".flame-details");
    };
    const press = key => document.activeElement.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const seen = {};
    seen.title = document.title;
    seen.heading = text("h1");
    seen.images = all("img, b > .py, [src]").length;
    seen.handlers = all("*").filter(element => [...element.attributes].some(
      attribute => attribute.name.startsWith("on"))).length;
    seen.sections = all("nav a").map(link => link.getAttribute("href"))
      .filter(id => document.querySelector(id).getBoundingClientRect().height
        > 40);
    seen.cards = all(".card").length;
    seen.checklist = all("#H1 .checklist tbody tr").length;
    seen.source = text(".heat td.line");
    seen.kernel = all("#H1 .pair tbody tr").map(
      row => [...row.cells].map(cell => cell.textContent).join("|"));
    seen.heat = text(".heat tr.hot td.line");
    const [heatTime, heatThread] =
      document.querySelectorAll("#heat-controls select");
    seen.hottest = [[heatTime, "wall"], [heatTime, "cpu"], [heatThread, "1"],
      [heatThread, "all"]].map(([select, value]) => {
      select.value = value;
      select.dispatchEvent(new Event("change"));
      return ["own", "all"].map(
        kind => text(`.heat tr[data-line="7"] .${kind}-time`)).join("|");
    });
    seen.frames = all(".flame-frame").length;
    document.querySelector("#H1 .find").click();
    seen.found = text(".flame-matched");
    seen.marked = all(".flame-frame.found").length;
    const search = graph.querySelector("input");
    search.value = "rolling(";
    search.dispatchEvent(new Event("input"));
    search.value = "";
    search.dispatchEvent(new Event("input"));
    frame("rolling").click();
    seen.zoomed = frame("rolling").style.width;
    graph.querySelector(".flame-whole").click();
    seen.back = parseFloat(frame("rolling").style.width);
    seen.views = [...time.options].map(option => option.value);
    seen.wall = choose(time, "wall");
    seen.cpu = choose(time, "cpu");
    seen.threads = thread.options.length;
    seen.oneThread = choose(thread, "1");
    choose(thread, "each");
    const top = () => frame("rolling").getBoundingClientRect().top;
    const before = top() - frame("__main__").getBoundingClientRect().top;
    graph.querySelector(".flame-turn").click();
    seen.turned = before > 0
      && top() - frame("__main__").getBoundingClientRect().top < 0;
    graph.querySelector(".flame-turn").click();
    const table = graph.querySelector(".flame-asTable");
    table.open = true;
    await new Promise(resolve => setTimeout(resolve, 50));
    seen.rows = table.querySelectorAll("tr").length;
    all(".flame-frame")[0].focus();
    press("ArrowDown");
    press("ArrowDown");
    const inner = document.activeElement.getAttribute("aria-label");
    press("Enter");
    seen.moved = document.activeElement.getAttribute("aria-label") === inner
      && document.activeElement.style.width === "100%";
    press("Escape");
    const backgrounds = [0, 1].map(() => {
      document.getElementById("scheme").click();
      return getComputedStyle(document.body).backgroundColor;
    });
    seen.themes = new Set(backgrounds).size;
    seen.links = all("main a").map(link => link.getAttribute("href"))
      .filter(href => !document.getElementById(href.slice(1)));
    all("details").forEach(details => { details.open = false; });
    dispatchEvent(new Event("beforeprint"));
    seen.printed = all("details").every(details => details.open);
    seen.wide = document.documentElement.scrollWidth > innerWidth;
    return seen;
    """#

  @Test(
    "Every view opens, search and zoom work, and markup stays text",
    .enabled(if: Browser.isThere, "no chromium"), arguments: [1280, 400])
  func reading(width: Int) throws {
    let page = try ReportPage(PageFixture.document()).html()
    let answer = try Browser(width: width).run(
      Self.reading, in: page, as: Seen.self)
    #expect(answer.errors.isEmpty)
    #expect(answer.requests.isEmpty)
    let seen = answer.value
    let name = "a<b>&\(PageFixture.combined).py"
    #expect(seen.title == "\(name) – swiftlet report")
    #expect(seen.heading == "Write a kernel: rolling")
    #expect(seen.images == 0 && seen.handlers == 0)
    #expect(
      seen.sections == [
        "#summary", "#flame", "#hotspots", "#source", "#scale", "#run",
      ])
    #expect(seen.cards >= 1 && seen.checklist >= 10)
    #expect(
      seen.source.hasPrefix("# \(PageFixture.evil) \(PageFixture.combined)"))
    #expect(
      seen.kernel.first
        == "2|def rolling(values):|"
        + "func rolling(_ values: FixedList<Double>) -> List<Double> {")
    #expect(seen.kernel.contains("4|    prev = 0.0|"))
    #expect(
      seen.kernel.contains(
        "7|        scores.append(prev)|    "
          + "scores.append(prev) // \(PageFixture.evil)\n  }"))
    #expect(seen.heat.contains("prev = prev * 0.9 + v"))
    // All time, CPU time, then one thread in which that line never ran.
    #expect(seen.hottest == ["11 %|11 %", "12 %|12 %", "|", "12 %|12 %"])
    #expect(seen.frames >= 5 && seen.marked >= 1)
    #expect(seen.found.hasPrefix("found: "))
    #expect(seen.zoomed == "100%")
    #expect(seen.back < 100)
    #expect(seen.views == ["cpu", "wall", "gil"])
    #expect(seen.wall.contains("8.08 s") && seen.cpu.contains("7.28 s"))
    #expect(seen.threads == 4 && seen.oneThread.contains("3.00 s"))
    #expect(seen.turned && seen.moved)
    #expect(seen.rows > 4)
    #expect(seen.themes == 2)
    #expect(seen.links.isEmpty)
    #expect(seen.printed)
    #expect(!seen.wide)
  }

  private struct Extras: Decodable {
    var sections: [String]
    var diff: [String]
    var tried: String
    var counts: String
    var bars: [String]
    var inside: Bool
    var dots: Int
    var memory: [String]
    var boxed: [String]
    var counted: [String]
    var allocated: String
    var largest: [String]
    var images: Int
    var wide: Bool
  }

  @Test(
    "Counts, the timeline, changes and the curve of a traced run are there",
    .enabled(if: Browser.isThere, "no chromium"), arguments: [1280, 400])
  func extras(width: Int) throws {
    let proved = try PageFixture.proved()
    let page = try ReportPage(proved.report, proof: proved).html()
    let answer = try Browser(width: width).run(
      """
      const all = selector => [...document.querySelectorAll(selector)];
      const boxes = all(".lane span").map(bar => bar.getBoundingClientRect());
      return {
        sections: all("nav a").map(link => link.getAttribute("href")),
        diff: all("#H1 .diff span").map(line => line.textContent),
        tried: document.querySelector("#H1 .changes li:last-child .saving + p")
          .textContent,
        counts: all("#H1 table").map(table => table.textContent)
          .find(text => text.includes("trips")),
        bars: all(".lane span").map(bar => bar.title),
        inside: boxes[1].top > boxes[0].top
          && boxes[1].width <= boxes[0].width,
        dots: all(".curve circle").length,
        memory: all(".memory tbody .number").map(cell => cell.textContent),
        boxed: all(".boxed tbody tr > *").map(cell => cell.textContent),
        counted: all(".heat .counted").filter(cell => cell.textContent)
          .map(cell => cell.textContent + "|" + cell.title),
        allocated: document.querySelector(
          all(".memory tbody a")[0].getAttribute("href") + " .allocated"
        ).textContent,
        largest: all("#scale tbody tr:first-child .number")
          .map(cell => cell.textContent),
        images: all("img, [src]").length,
        wide: document.documentElement.scrollWidth > innerWidth,
      };
      """, in: page, as: Extras.self)
    #expect(answer.errors.isEmpty)
    let seen = answer.value
    #expect(seen.sections.contains("#timeline"))
    #expect(seen.sections.contains("#proof"))
    #expect(
      seen.diff == [
        "@@ -6,1 +6,1 @@", "-\(PageFixture.evil)", "+\(PageFixture.combined)",
      ])
    #expect(seen.tried.contains("8 s without it and 4 s with it"))
    #expect(seen.counts.contains("for 5–7"))
    #expect(seen.counts.contains("7 to 77 trips (median 40)"))
    #expect(seen.bars.count == 3 && seen.inside)
    #expect(seen.bars[2].hasPrefix(PageFixture.evil))
    #expect(seen.dots == 3)
    #expect(seen.memory == ["90 MB", "40 MB", "50 MB"])
    #expect(
      seen.boxed == [
        "\(PageFixture.evil) of rolling", "list[float]", "1 000 000", "40 MB",
        "8.0 MB",
      ])
    #expect(
      seen.counted.contains(
        "480 trips|for 5–7: 12 times, 7 to 77 trips (median 40), 6.2 ms a trip")
    )
    #expect(seen.counted.contains { $0.hasPrefix("12 calls|") })
    #expect(seen.allocated == "90 MB")
    // The square root of 30 s over 8 s, and over the 2 s that were proved.
    #expect(seen.largest == ["190", "380"])
    #expect(seen.images == 0 && !seen.wide)
  }

  @Test(
    "It reads without its program",
    .enabled(if: Browser.isThere, "no chromium"))
  func noScript() throws {
    let page = try ReportPage(PageFixture.document()).html()
    let html = String(decoding: page, as: UTF8.self)
    let body = html.components(separatedBy: "<script").first ?? ""
    for text in [
      "Write a kernel: rolling", "Does the run compute", "The note",
      "scores.append(prev)", "was not allowed to run",
    ] {
      #expect(body.contains(text), "\(text)")
    }
    #expect(!html.contains("src=\"") && !html.contains("http:"))
    #expect(!html.contains("https:"))
  }

  @Test("A million samples make less than two megabytes")
  func size() throws {
    let document = try PageFixture.large()
    #expect(
      document.profile.recording.samples.reduce(0) { $0 + $1.count }
        > 1_000_000)
    let page = try ReportPage(document).html()
    #expect(page.count < 2_000_000)
    guard Browser.isThere else { return }
    let answer = try Browser().run(
      """
      return [document.querySelectorAll(".flame-frame").length,
        data.textContent.length];
      """, in: page, as: [Int].self)
    #expect(answer.errors.isEmpty)
    #expect(answer.value[0] > 100)
  }

  @Test("A run without samples is a page too")
  func empty() throws {
    var document = try PageFixture.document()
    document.profile.recording.samples = []
    document = ReportDocument(
      profile: .init(document.profile.recording), advice: [])
    let page = try ReportPage(document).html()
    #expect(String(decoding: page, as: UTF8.self).contains("Measure more"))
    guard Browser.isThere else { return }
    let answer = try Browser().run("return 1", in: page, as: Int.self)
    #expect(answer.errors.isEmpty)
  }

  @Test("Sentences keep numbers with their units")
  func prose() {
    #expect("it took 3 s now".prose == "It took 3\u{a0}s now.")
    #expect("`f` is 2 times as fast".prose == "`f` is 2\u{a0}times as fast.")
    #expect("3 samples".joined == "3 samples")
    #expect("".prose.isEmpty)
  }
}
