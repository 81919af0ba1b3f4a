import Foundation
package import ProfileModel
import PythonSyntax

/// What was allocated in one line of the user's own, or by what it called.
package struct MemoryLine {
  package var file: String
  package var line: Int
  package var function: String
  package var site = MemoryProfile.Site(stack: nil)
}

extension ReportDocument {
  /// By falling number of bytes.
  package var memoryLines: [MemoryLine] {
    let recording = profile.recording
    var places: [Int: (code: Int, line: Int)] = [:]
    var lines: [[Int]: MemoryLine] = [:]
    for site in recording.memory?.sites ?? [] {
      guard let stack = site.stack,
        let place = places[stack] ?? memoryPlace(stack)
      else { continue }
      places[stack] = place
      let code = recording.codes[place.code]
      var line =
        lines[[place.code, place.line]]
        ?? MemoryLine(
          file: code.file, line: place.line, function: code.qualifiedName)
      line.site.allocated &+= site.allocated
      line.site.freed &+= site.freed
      line.site.atPeak &+= site.atPeak
      line.site.sampleCount &+= site.sampleCount
      lines[[place.code, place.line]] = line
    }
    return lines.values.sorted {
      ($1.site.allocated, $0.file, $0.line) < (
        $0.site.allocated, $1.file, $1.line
      )
    }
  }

  /// The innermost frame of the user's own.
  private func memoryPlace(_ stack: Int) -> (code: Int, line: Int)? {
    let recording = profile.recording
    var next: Int? = stack
    while let index = next {
      let frame = recording.frames[recording.stacks[index].frame]
      if let line = frame.position?.line,
        profile.isOwn(recording.codes[frame.code].file)
      {
        return (frame.code, line)
      }
      next = recording.stacks[index].parent
    }
    return nil
  }

  func writeMemory(_ page: inout TextPage, most: Int) {
    guard let memory = profile.recording.memory else { return }
    page.skipLine()
    page.line(
      .init("Memory", .bold),
      .init(
        "  \(bytesText(memory.allocated)) allocated by Python, at most "
          + "\(bytesText(memory.peak)) at once"))
    for line in memoryLines.prefix(most) {
      let text =
        "\(bytesText(line.site.allocated)), "
        + "\(bytesText(line.site.atPeak)) of it at the peak"
      page.paragraph(
        .init("  \(shortPath(line.file)):\(line.line)  ", .accent), indent: 4,
        "\(line.function): \(text)")
    }
    if let boxed = boxedValues.first {
      page.paragraph(.init("  "), indent: 4, boxed.text, .dim)
    }
  }

  var memoryJSON: JSONValue {
    guard let memory = profile.recording.memory else { return .null }
    return .object([
      "interval_bytes": .int(memory.interval),
      "allocated_bytes": .int(memory.allocated),
      "freed_bytes": .int(memory.freed),
      "peak_bytes": .int(memory.peak),
      "lines": .array(
        memoryLines.map { line in
          .object([
            "file": .string(line.file), "line": .int(line.line),
            "function": .string(line.function),
            "allocated_bytes": .int(line.site.allocated),
            "freed_bytes": .int(line.site.freed),
            "at_peak_bytes": .int(line.site.atPeak),
            "samples": .int(line.site.sampleCount),
          ])
        }),
      "boxed": .array(boxedValues.map(\.json)),
    ])
  }
}

/// `3.4 MB`, in powers of 1000.
package func bytesText(_ count: Int) -> String {
  let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
  for (unit, size) in units where Double(count) >= size {
    let value = Double(count) / size
    return String(format: value < 10 ? "%.1f " : "%.0f ", value) + unit
  }
  return "\(count) B"
}
