import Foundation

/// The code mapped into another process, by `/proc/PID/maps`.
final class AddressSpace {
  /// A piece of a file, mapped with the right to run it.
  struct Mapping {
    var range: Range<UInt64>
    var offset: UInt64
    /// Empty for code that belongs to no file.
    var path: String
  }

  private let process: pid_t
  private var mappings: [Mapping] = []
  private var lastRead = ContinuousClock.Instant.now - .seconds(1)

  init(process: pid_t) { self.process = process }

  /// What is mapped at an address. Libraries come while the script runs, so
  /// an unknown address is a reason to look again, but not at every sample.
  func mapping(at address: UInt64) -> Mapping? {
    if let known = find(address) { return known }
    let now = ContinuousClock.now
    guard now - lastRead > .milliseconds(20) else { return nil }
    lastRead = now
    read()
    return find(address)
  }

  /// Every mapping of code so far.
  var all: [Mapping] { mappings }

  private func find(_ address: UInt64) -> Mapping? {
    var low = 0
    var high = mappings.count
    while low < high {
      let middle = (low + high) / 2
      if mappings[middle].range.upperBound <= address {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < mappings.count, mappings[low].range.contains(address) else {
      return nil
    }
    return mappings[low]
  }

  private func read() {
    let text = ProcessFile("/proc/\(process)/maps")?.readToEnd() ?? []
    // A process that has ended has none: what was known stays.
    guard !text.isEmpty else { return }
    mappings = String(decoding: text, as: UTF8.self)
      .split(separator: "\n").compactMap(Self.parse)
  }

  /// The file that is mapped at an address, of code or of data.
  static func path(at address: UInt64, of process: pid_t) -> String? {
    let text = ProcessFile("/proc/\(process)/maps")?.readToEnd() ?? []
    return String(decoding: text, as: UTF8.self)
      .split(separator: "\n").lazy.compactMap(parseAny)
      .first { $0.range.contains(address) && $0.path.hasPrefix("/") }?.path
  }

  static func parse(_ line: some StringProtocol) -> Mapping? {
    let fields = line.split(separator: " ", maxSplits: 2)
    return fields.count > 1 && fields[1].contains("x") ? parseAny(line) : nil
  }

  /// `BEGIN-END PERMISSIONS OFFSET DEVICE INODE      PATH`.
  private static func parseAny(_ line: some StringProtocol) -> Mapping? {
    let fields = line.split(
      separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
    guard fields.count >= 5 else { return nil }
    let bounds = fields[0].split(separator: "-")
    guard bounds.count == 2, let begin = UInt64(bounds[0], radix: 16),
      let end = UInt64(bounds[1], radix: 16), begin < end,
      let offset = UInt64(fields[2], radix: 16)
    else { return nil }
    // Padded to a column; the path may have spaces of its own.
    var path =
      fields.count > 5 ? String(fields[5].drop { $0 == " " }) : ""
    if path.hasSuffix(" (deleted)") { path.removeLast(10) }
    return Mapping(range: begin..<end, offset: offset, path: path)
  }
}

/// A library as far as samples need it: its names and its unwind table.
final class NativeImage {
  let name: String
  let image: ELFImage?
  let unwindTable: UnwindTable?

  init(_ path: String) {
    name = URL(fileURLWithPath: path).lastPathComponent
    image = path.hasPrefix("/") ? ELFImage(path) : nil
    unwindTable = image.flatMap { UnwindTable($0) }
  }
}

/// Libraries that have been read, for all processes of a run.
final class NativeImages {
  private var images: [String: NativeImage] = [:]

  func image(_ path: String) -> NativeImage {
    if let known = images[path] { return known }
    let image = NativeImage(path)
    images[path] = image
    return image
  }
}
