import Foundation
import Glibc

/// What the script wrote while the view was in its place, in a file without a
/// name: it may be more than fits into memory.
struct HeldOutput {
  private let file: FileHandle?
  private var lines: [String] = []
  /// Of a line that has not ended.
  private var rest = ""
  /// Where there is no room in the file, the view has to go.
  private(set) var isFull = false

  private static let linesKept = 50
  private static let longestLine = 1000

  var lastLines: [String] {
    lines + (rest.isEmpty ? [] : [Self.shown(rest[...])])
  }

  init() {
    let path = NSTemporaryDirectory() + "/swiftlet-output-XXXXXX"
    var template = Array(path.utf8CString)
    let descriptor = unsafe mkstemp(&template)
    if descriptor >= 0 {
      unsafe unlink(template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    file =
      descriptor < 0
      ? nil : FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    isFull = file == nil
  }

  /// Returns what it could not keep.
  mutating func append(_ data: Data) -> Data {
    guard !isFull, let file, (try? file.write(contentsOf: data)) != nil else {
      isFull = true
      return data
    }
    // What a terminal gets ends its lines with both, one character to Swift.
    rest += String(decoding: data, as: UTF8.self)
      .replacing("\r\n", with: "\n")
    var new = rest.split(separator: "\n", omittingEmptySubsequences: false)
    rest = String(new.removeLast().suffix(Self.longestLine))
    lines = (lines + new.map(Self.shown)).suffix(Self.linesKept)
    return Data()
  }

  /// Everything that was kept, in pieces, once.
  mutating func release(_ take: (Data) -> Void) {
    guard let file else { return }
    try? file.seek(toOffset: 0)
    while let piece = try? file.read(upToCount: 1 << 20), !piece.isEmpty {
      take(piece)
    }
    isFull = true
  }

  /// Without colours and movements; of a line written over and over, as
  /// progress bars are, the last state.
  private static func shown(_ line: Substring) -> String {
    let plain = line.suffix(longestLine)
      .replacing(/\u{1b}\[[0-9;?]*[A-Za-z]/, with: "")
    return String(plain.split(separator: "\r").last ?? "")
  }
}
