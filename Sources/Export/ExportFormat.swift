package import Foundation
package import ProfileModel

/// A kind of file that other tools read.
package enum ExportFormat: String, CaseIterable, Sendable {
  /// One line a stack, as flamegraph.pl and inferno take them.
  case collapsed
  case speedscope
  /// A gzip file of protocol buffers, for `pprof`.
  case pprof
  /// The processed format of the Firefox Profiler.
  case firefox
  /// Chrome's trace events, which Perfetto reads too.
  case chrome
  /// A flame graph as one HTML file that needs no network.
  case html

  /// The recording's file in this format.
  package func data(
    of recording: Recording, view: TimeView
  ) throws -> Data {
    if self == .chrome, let timeline = TraceEventFile(timelineOf: recording) {
      return try timeline.data
    }
    let tree = CallTree(recording, view: view)
    switch self {
    case .collapsed: return tree.collapsed
    case .speedscope: return try SpeedscopeFile(tree).data
    case .pprof: return try tree.pprof()
    case .firefox: return try FirefoxProfile(tree).data
    case .chrome: return try TraceEventFile(tree).data
    case .html: return try FlameGraph(tree).data
    }
  }
}

/// Why a file cannot be made.
package struct ExportError: Error, CustomStringConvertible {
  package var description: String
}

extension Encodable {
  /// Compact JSON, the same for the same value.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self)
    }
  }
}
