import Foundation

/// What the kernel says of a process.
enum ProcessFacts {
  /// Empty where it is gone.
  static func command(of process: pid_t) -> [String] {
    let bytes = ProcessFile("/proc/\(process)/cmdline")?.readToEnd() ?? []
    return bytes.split(separator: 0, omittingEmptySubsequences: false)
      .dropLast().map { String(decoding: $0, as: UTF8.self) }
  }

  /// The one that started it first.
  static func ancestors(of process: pid_t) -> [pid_t] {
    var result: [pid_t] = []
    var next = parent(of: process)
    // Ids can be used again meanwhile: a circle is possible, if unlikely.
    while let id = next, id > 1, result.count < 32 {
      result.append(id)
      next = parent(of: id)
    }
    return result
  }

  /// The fourth field of `/proc/PID/stat`; see proc(5).
  private static func parent(of process: pid_t) -> pid_t? {
    guard let text = ProcessFile("/proc/\(process)/stat")?.readText(),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 2 ? pid_t(fields[2]) : nil
  }
}
