/// Which time of a recording counts. All are views of the same samples.
package enum TimeView: String, CaseIterable, Codable, Sendable {
  /// Time on the CPU.
  case cpu
  /// All time of every thread that runs Python, waiting included.
  case wall
  /// Time on the CPU with the interpreter's lock held, which no other thread
  /// of the program can use.
  case gil

  package func shows(_ state: ThreadState) -> Bool {
    switch self {
    case .cpu: state.isOnCPU
    case .wall: true
    case .gil: state == .running
    }
  }
}

extension Recording {
  /// With only the samples of a view.
  package func seen(as view: TimeView) -> Recording {
    var recording = self
    recording.samples.removeAll { !view.shows($0.state) }
    return recording
  }
}
