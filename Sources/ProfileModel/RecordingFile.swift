package import Foundation

/// Why a recording cannot be read or written; each description is one line.
package enum RecordingFileError: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Some other kind of file.
  case foreign(path: String)
  /// Written by a later version.
  case newer(path: String, version: Int)
  /// Written by an earlier version, whose format is no longer read.
  case older(path: String, version: Int)
  /// Ends too early.
  case truncated(path: String)
  /// Its contents are not those that were written.
  case damaged(path: String)
}

extension RecordingFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "no recording at '\(path)'; make one with: swiftlet profile SCRIPT"
    case .unreadable(let path, let reason):
      "cannot read the recording '\(path)' (\(reason)); check its permissions"
    case .unwritable(let path, let reason):
      "cannot write the recording '\(path)' (\(reason)); "
        + "choose another place with -o FILE"
    case .foreign(let path):
      "'\(path)' is not a swiftlet recording; "
        + "make one with: swiftlet profile SCRIPT"
    case .newer(let path, let version):
      "'\(path)' was written by a newer swiftlet (format \(version), this one "
        + "reads \(RecordingFile.version)); update swiftlet, or record again"
    case .older(let path, let version):
      "'\(path)' was written by an older swiftlet (format \(version), this one "
        + "reads \(RecordingFile.version)); record again"
    case .truncated(let path):
      "the recording '\(path)' is cut off; record again"
    case .damaged(let path):
      "the recording '\(path)' is damaged; record again"
    }
  }
}

/// The file format: magic, version, length and checksum of the contents, all
/// little-endian, then the contents as JSON.
package enum RecordingFile {
  static let version = 2
  /// The first byte is not text, the line ends catch text-mode transfers.
  static let magic: [UInt8] = [0x89] + Array("SWIFTLET\r\n".utf8) + [0x1a]
  static let headerSize = magic.count + 4 + 8 + 8

  package static func encode(_ contents: Data) -> Data {
    var data = Data(magic)
    append(UInt32(version), to: &data)
    append(UInt64(contents.count), to: &data)
    append(checksum(contents), to: &data)
    return data + contents
  }

  /// The contents, or what is wrong with the file.
  static func decode(
    _ data: Data, path: String
  ) throws(RecordingFileError) -> Data {
    let start = Array(data.prefix(magic.count))
    guard magic.starts(with: start) else { throw .foreign(path: path) }
    guard start.count == magic.count else {
      throw start.isEmpty ? .foreign(path: path) : .truncated(path: path)
    }
    var rest = data.dropFirst(magic.count)
    guard let found: UInt32 = number(&rest) else {
      throw .truncated(path: path)
    }
    guard found <= version else {
      throw .newer(path: path, version: Int(found))
    }
    guard found > 0 else { throw .damaged(path: path) }
    guard found == version else {
      throw .older(path: path, version: Int(found))
    }
    guard let size: UInt64 = number(&rest), let sum: UInt64 = number(&rest),
      UInt64(rest.count) >= size
    else { throw .truncated(path: path) }
    guard UInt64(rest.count) == size, checksum(rest) == sum else {
      throw .damaged(path: path)
    }
    return Data(rest)
  }

  private static func append(
    _ number: some FixedWidthInteger, to data: inout Data
  ) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      data.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private static func number<Number: FixedWidthInteger>(
    _ data: inout Data
  ) -> Number? {
    let size = Number.bitWidth / 8
    guard data.count >= size else { return nil }
    var number: Number = 0
    for byte in data.prefix(size).reversed() {
      number = number << 8 | Number(byte)
    }
    data = data.dropFirst(size)
    return number
  }

  /// FNV-1a over 64 bits: it finds accidents, not forgeries.
  private static func checksum(_ data: Data) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in data {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }
}

extension Recording {
  /// Reads a recording that `write(to:)` wrote.
  package init(contentsOf path: String) throws(RecordingFileError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw FileManager.default.fileExists(atPath: path)
        ? .unreadable(path: path, reason: Self.reason(error))
        : .missing(path: path)
    }
    try self.init(contents: data, path: path)
  }

  /// The same from what is in the file; `path` is for messages.
  package init(contents data: Data, path: String) throws(RecordingFileError) {
    let contents = try RecordingFile.decode(data, path: path)
    do {
      self = try JSONDecoder().decode(Self.self, from: contents)
    } catch {
      throw .damaged(path: path)
    }
    guard isConsistent else { throw .damaged(path: path) }
  }

  /// Writes the recording so that it appears whole or not at all, readable by
  /// its owner only: it holds source text.
  package func write(to path: String) throws(RecordingFileError) {
    do {
      let data = RecordingFile.encode(try JSONEncoder().encode(self))
      try PrivateFile.write(data, to: path)
    } catch {
      throw .unwritable(path: path, reason: Self.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? PrivateFile.Failure { return error.description }
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey]
    guard let underlying = underlying as? NSError else {
      return error.localizedDescription
    }
    return underlying.domain == NSPOSIXErrorDomain
      ? PrivateFile.Failure(code: Int32(underlying.code)).description
      : underlying.localizedDescription
  }

  /// Whether every index points at something: readers rely on it.
  private var isConsistent: Bool {
    frames.allSatisfy { codes.indices.contains($0.code) }
      && stacks.enumerated().allSatisfy { index, node in
        frames.indices.contains(node.frame)
          && (node.parent.map { (0..<index).contains($0) } ?? true)
      }
      && processes.enumerated().allSatisfy { index, process in
        process.parent.map { (0..<index).contains($0) } ?? true
      }
      && threads.allSatisfy { processes.indices.contains($0.process) }
      && samples.allSatisfy { sample in
        threads.indices.contains(sample.thread)
          && (sample.stack.map { stacks.indices.contains($0) } ?? true)
          && (sample.native.map { nativeFrames.indices.contains($0) } ?? true)
      }
      && observations.allSatisfy {
        codes.indices.contains($0.code)
          && $0.closeLook?.isConsistent ?? true
      }
      && iterators?.allSatisfy {
        frames.indices.contains($0.sight.frame) && $0.isConsistent
      } ?? true
      && trace?.isConsistent ?? true
      && memory?.isConsistent(stackCount: stacks.count) ?? true
  }
}
