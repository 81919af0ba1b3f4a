import Foundation

extension CallTree {
  /// A line for each stack: frames from the outermost on, separated by
  /// semicolons, then a space and how many microseconds it weighs.
  var collapsed: Data {
    var text = ""
    for thread in threads {
      for (path, nanoseconds) in thread.weights(in: self) {
        // Flame graphs draw whole numbers.
        let microseconds = (nanoseconds + 500) / 1000
        guard microseconds > 0 else { continue }
        let frames = path.map { places[$0].label }
        let names = threads.count > 1 ? [thread.name] + frames : frames
        text += names.map(\.withoutSeparators).joined(separator: ";")
        text += " \(microseconds)\n"
      }
    }
    return Data(text.utf8)
  }
}

extension CallTree.Thread {
  /// Each stack once, with its weight.
  func weights(
    in tree: CallTree
  ) -> [(path: [Int], nanoseconds: Int)] {
    var result: [(path: [Int], nanoseconds: Int)] = []
    var last: Int??
    for sample in samples {
      if let last, last == sample.node {
        result[result.count - 1].nanoseconds += sample.nanoseconds
        continue
      }
      last = .some(sample.node)
      result.append(
        (path: tree.path(to: sample.node), nanoseconds: sample.nanoseconds))
    }
    return result
  }
}

extension CallTree.Place {
  /// `f (script.py:12)`, `sort (libpython3.11.so)`.
  var label: String {
    guard let file else { return name }
    let short = file.split(separator: "/").last.map(String.init) ?? file
    return line.map { "\(name) (\(short):\($0))" } ?? "\(name) (\(short))"
  }
}

extension String {
  fileprivate var withoutSeparators: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map {
          $0 == ";" ? ":" : $0.properties.isWhitespace ? " " : $0
        }))
  }
}
