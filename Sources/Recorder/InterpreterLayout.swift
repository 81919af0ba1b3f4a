import CSampler

/// Where one CPython keeps what a walk over its frames needs.
///
/// One row for each feature release without published offsets, checked
/// against the installed headers by a test; from 3.13 on the interpreter says
/// itself. A version that is in neither is refused, never guessed.
enum InterpreterLayout {
  struct UnknownLayout: Error, CustomStringConvertible {
    var description: String
  }

  /// Offsets of a release that does not publish them.
  static func row(for version: PythonVersion) -> sl_layout? {
    var layout = sl_layout()
    layout.thread_indirect = 1
    layout.thread_frame = 56
    layout.thread_previous = 0
    layout.thread_next = 8
    layout.frame_instruction = 56
    layout.frame_locals = 72
    layout.reference_mask = ~0
    layout.object_type = 8
    layout.code_local_names = 96
    layout.code_local_kinds = 104
    layout.code_file = 112
    layout.code_name = 128
    layout.code_line_table = 136
    layout.string_length = 16
    layout.string_state = 32
    layout.bytes_length = 16
    layout.bytes_data = 32
    layout.list_items = 24
    layout.tuple_items = 24
    layout.dict_keys = 32
    layout.dict_values = 40
    layout.set_mask = 32
    layout.set_table = 40
    switch (version.major, version.minor) {
    case (3, 11):
      layout.indirect_frame = 8
      layout.thread_native_id = 160
      layout.frame_previous = 48
      layout.frame_code = 32
      layout.frame_owner = 69
      layout.frame_foreign_owner = 256
      layout.code_first_line = 72
      layout.code_instructions = 184
      layout.code_argument_count = 56
      layout.type_keys = 872
      layout.instance_values = SL_VALUES_APART.rawValue
      layout.string_ascii = 48
      layout.string_wide = 72
    case (3, 12):
      layout.indirect_frame = 0
      layout.thread_native_id = 144
      layout.frame_previous = 8
      layout.frame_code = 0
      layout.frame_owner = 70
      layout.frame_foreign_owner = 3
      layout.code_first_line = 68
      layout.code_instructions = 192
      layout.code_argument_count = 52
      layout.type_keys = 880
      layout.instance_values = SL_VALUES_TAGGED.rawValue
      layout.string_ascii = 40
      layout.string_wide = 56
    default: return nil
    }
    return layout
  }

  /// The layout in a process, whose own part of it (the addresses) is there.
  /// `words` reads that many from the start of its `_PyRuntime`.
  /// - Throws: `UnknownLayout`.
  static func complete(
    _ published: sl_layout, version: PythonVersion,
    words: (Int) -> [UInt64]?
  ) throws(UnknownLayout) -> sl_layout {
    guard published.code_type != 0 else {
      throw UnknownLayout(
        description: "this Python \(version) has no PyCode_Type")
    }
    var layout: sl_layout
    if let row = row(for: version) {
      layout = row
    } else if let positions = PublishedOffsets.Positions(version) {
      guard let words = words(positions.count) else {
        throw UnknownLayout(
          description: "this Python \(version) does not publish its layout")
      }
      layout = try PublishedOffsets(
        words: words, positions: positions, version: version
      ).layout()
    } else {
      throw UnknownLayout(
        description: "the layout of Python \(version) is not known")
    }
    layout.frame_local_names = FrameLayout(version).locals
    layout.frame_global_names = FrameLayout(version).globals
    layout.code_type = published.code_type
    layout.list_type = published.list_type
    layout.tuple_type = published.tuple_type
    layout.dict_type = published.dict_type
    layout.set_type = published.set_type
    layout.frozen_set_type = published.frozen_set_type
    layout.cell_type = published.cell_type
    layout.type_type = published.type_type
    // The table of a dictionary's keys is private and not published.
    if version < PythonVersion(3, 14) {
      layout.keys_index_bytes = 9
      layout.keys_kind = 10
      layout.keys_count = 24
      layout.keys_indices = 32
    }
    // Nor is where attributes are.
    if version.feature == "3.13" {
      layout.type_keys = 880
      layout.instance_values = SL_VALUES_INLINE.rawValue
      layout.values_begin = 8
    }
    return layout
  }
}

/// `_Py_DebugOffsets`, which 3.13 and later keep at the start of `_PyRuntime`.
struct PublishedOffsets {
  /// Where its groups begin, in words; they grew between releases.
  struct Positions {
    var thread: Int
    var frame: Int
    var code: Int
    var object: Int
    var dictionary: Int
    var bytes: Int
    var string: Int
    var taggedReferences: Bool
    /// Of words to read.
    var count: Int { string + 4 }

    init?(_ version: PythonVersion) {
      switch (version.major, version.minor) {
      case (3, 13):
        (thread, frame, code, object) = (19, 28, 34, 44)
        // After it: type 4, tuple 3, list 3, dict 3, float 2, int 3.
        dictionary = object + 2 + 4 + 3 + 3
        taggedReferences = false
      case (3, 14):
        (thread, frame, code, object) = (22, 31, 39, 50)
        // As above, and set 4.
        dictionary = object + 2 + 4 + 3 + 3 + 4
        taggedReferences = true
      default: return nil
      }
      bytes = dictionary + 3 + 2 + 3
      string = bytes + 3
    }
  }

  private let words: [UInt64]
  private let positions: Positions

  /// - Throws: `InterpreterLayout.UnknownLayout` unless it is the structure
  ///   of exactly this version.
  init(
    words: [UInt64], positions: Positions, version: PythonVersion
  ) throws(InterpreterLayout.UnknownLayout) {
    self.words = words
    self.positions = positions
    // "xdebugpy", little-endian.
    guard words.count >= positions.count, words[0] == 0x7970_6775_6265_6478
    else { throw Self.unknown(version, "it is not where it should be") }
    let number = words[1]
    guard number >> 24 == version.major,
      number >> 16 & 0xff == version.minor
    else { throw Self.unknown(version, "it is of another version") }
    guard words[2] == 0 else { throw Self.unknown(version, "free-threaded") }
    // The sizes of small structures that have been the same for long tell
    // whether the groups are where they are thought to be.
    guard words[positions.object] == 16, words[positions.object + 1] == 8,
      words[positions.bytes + 1] == 16, words[positions.bytes + 2] == 32,
      words.allSatisfy({ $0 < 1 << 24 || $0 == words[0] || $0 == number })
    else { throw Self.unknown(version, "its groups have moved") }
  }

  private static func unknown(
    _ version: PythonVersion, _ reason: String
  ) -> InterpreterLayout.UnknownLayout {
    InterpreterLayout.UnknownLayout(
      description:
        "the published layout of Python \(version) is unusable: \(reason)")
  }

  func layout() -> sl_layout {
    func word(_ group: Int, _ index: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: words[group + index])
    }
    var layout = sl_layout()
    layout.thread_previous = word(positions.thread, 1)
    layout.thread_next = word(positions.thread, 2)
    layout.thread_frame = word(positions.thread, 4)
    layout.thread_native_id = word(positions.thread, 6)
    layout.frame_previous = word(positions.frame, 1)
    layout.frame_code = word(positions.frame, 2)
    layout.frame_instruction = word(positions.frame, 3)
    layout.frame_locals = word(positions.frame, 4)
    layout.frame_owner = word(positions.frame, 5)
    // Frames for C code run no code object: their type tells.
    layout.frame_foreign_owner = 256
    layout.reference_mask = positions.taggedReferences ? ~3 : ~0
    layout.object_type = word(positions.object, 1)
    layout.code_file = word(positions.code, 1)
    layout.code_name = word(positions.code, 3)
    layout.code_line_table = word(positions.code, 4)
    layout.code_first_line = word(positions.code, 5)
    layout.code_argument_count = word(positions.code, 6)
    layout.code_local_names = word(positions.code, 7)
    layout.code_local_kinds = word(positions.code, 8)
    layout.code_instructions = word(positions.code, 9)
    layout.bytes_length = word(positions.bytes, 1)
    layout.bytes_data = word(positions.bytes, 2)
    layout.string_state = word(positions.string, 1)
    layout.string_length = word(positions.string, 2)
    layout.string_ascii = word(positions.string, 3)
    // The structure for other strings has two words more.
    layout.string_wide = word(positions.string, 3) + 16
    let tuple = positions.object + 2 + 4
    layout.tuple_items = word(tuple, 1)
    layout.list_items = word(tuple + 3, 1)
    layout.dict_keys = word(positions.dictionary, 1)
    layout.dict_values = word(positions.dictionary, 2)
    // Where the set is published, it is between the list and the dictionary;
    // before, it is as it was.
    let hasSet = positions.dictionary > tuple + 6
    layout.set_table = hasSet ? word(tuple + 6, 2) : 40
    layout.set_mask = hasSet ? word(tuple + 6, 3) : 32
    return layout
  }
}
