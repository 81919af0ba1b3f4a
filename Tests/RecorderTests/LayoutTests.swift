import CSampler
import Foundation
import Testing

@testable import Recorder

@Suite("Layouts of CPython")
struct LayoutTests {
  private static let withHeaders = interpreters.filter { python in
    guard let folder = python.includeDirectory else { return false }
    return FileManager.default.fileExists(
      atPath: folder + "/internal/pycore_frame.h")
  }

  private static let program = """
    #define Py_BUILD_CORE 1
    #include <Python.h>
    #include "internal/pycore_frame.h"
    #include "internal/pycore_code.h"
    #include "internal/pycore_dict.h"
    #include "internal/pycore_runtime.h"
    #include <stddef.h>
    #define P(name, value) printf(#name " %zu\\n", (size_t)(value));
    int main(void) {
    #if PY_VERSION_HEX < 0x030d0000
      P(thread_indirect, 1)
      P(thread_frame, offsetof(PyThreadState, cframe))
      P(indirect_frame, offsetof(_PyCFrame, current_frame))
      P(frame_code, offsetof(_PyInterpreterFrame, f_code))
      P(frame_instruction, offsetof(_PyInterpreterFrame, prev_instr))
    #else
      P(thread_indirect, 0)
      P(thread_frame, offsetof(PyThreadState, current_frame))
      P(indirect_frame, 0)
      P(frame_code, offsetof(_PyInterpreterFrame, f_executable))
      P(frame_instruction, offsetof(_PyInterpreterFrame, instr_ptr))
    #endif
    #if PY_VERSION_HEX >= 0x030d0000
    #include "internal/pycore_genobject.h"
    #define AWAITING FRAME_SUSPENDED_YIELD_FROM
    #else
    #define AWAITING FRAME_SUSPENDED
    #endif
    #if PY_VERSION_HEX >= 0x030c0000 && PY_VERSION_HEX < 0x030d0000
      P(frame_foreign_owner, FRAME_OWNED_BY_CSTACK)
    #endif
      P(thread_previous, offsetof(PyThreadState, prev))
      P(thread_next, offsetof(PyThreadState, next))
      P(thread_native_id, offsetof(PyThreadState, native_thread_id))
      P(frame_previous, offsetof(_PyInterpreterFrame, previous))
      P(frame_owner, offsetof(_PyInterpreterFrame, owner))
      P(frame_locals, offsetof(_PyInterpreterFrame, localsplus))
      P(frame_global_names, offsetof(_PyInterpreterFrame, f_globals))
      P(frame_local_names, offsetof(_PyInterpreterFrame, f_locals))
      P(object_type, offsetof(PyObject, ob_type))
      P(code_first_line, offsetof(PyCodeObject, co_firstlineno))
      P(code_file, offsetof(PyCodeObject, co_filename))
      P(code_name, offsetof(PyCodeObject, co_qualname))
      P(code_line_table, offsetof(PyCodeObject, co_linetable))
      P(code_instructions, offsetof(PyCodeObject, co_code_adaptive))
      P(code_local_names, offsetof(PyCodeObject, co_localsplusnames))
      P(code_local_kinds, offsetof(PyCodeObject, co_localspluskinds))
      P(code_argument_count, offsetof(PyCodeObject, co_argcount))
      P(keyword_only_distance, offsetof(PyCodeObject, co_kwonlyargcount)
        - offsetof(PyCodeObject, co_argcount))
      P(code_flags, offsetof(PyCodeObject, co_flags))
      P(string_length, offsetof(PyASCIIObject, length))
      P(string_state, offsetof(PyASCIIObject, state))
      P(string_ascii, sizeof(PyASCIIObject))
      P(string_wide, sizeof(PyCompactUnicodeObject))
      P(bytes_length, offsetof(PyVarObject, ob_size))
      P(bytes_data, offsetof(PyBytesObject, ob_sval))
      P(list_items, offsetof(PyListObject, ob_item))
      P(tuple_items, offsetof(PyTupleObject, ob_item))
      P(dict_keys, offsetof(PyDictObject, ma_keys))
      P(dict_values, offsetof(PyDictObject, ma_values))
      P(set_mask, offsetof(PySetObject, mask))
      P(set_table, offsetof(PySetObject, table))
      P(keys_index_bytes, offsetof(PyDictKeysObject, dk_log2_index_bytes))
      P(keys_kind, offsetof(PyDictKeysObject, dk_kind))
      P(keys_count, offsetof(PyDictKeysObject, dk_nentries))
      P(keys_indices, offsetof(PyDictKeysObject, dk_indices))
      P(type_keys, offsetof(PyHeapTypeObject, ht_cached_keys))
      P(values_begin, offsetof(struct _dictvalues, values))
      P(coroutine_state, offsetof(PyCoroObject, cr_frame_state))
      P(coroutine_frame, offsetof(PyCoroObject, cr_iframe))
      P(generator_frame, offsetof(PyGenObject, gi_iframe))
      P(asynchronous_generator_frame, offsetof(PyAsyncGenObject, ag_iframe))
      P(coroutine_awaiting, (signed char)AWAITING + 128)
      P(stack_height, offsetof(_PyInterpreterFrame, stacktop))
      P(weak_reference_target, offsetof(PyWeakReference, wr_object))
      P(type_size, offsetof(PyTypeObject, tp_basicsize))
      P(type_name, offsetof(PyTypeObject, tp_name))
      P(type_flags, offsetof(PyTypeObject, tp_flags))
      P(type_number, offsetof(PyTypeObject, tp_as_number))
      P(type_methods, offsetof(PyTypeObject, tp_methods))
      P(type_traverse, offsetof(PyTypeObject, tp_traverse))
    }
    """

  /// The layout that a run of this interpreter settles on.
  private func layout(of python: Interpreter) throws -> sl_layout {
    let arena = try SampleArena()
    let launch = Launch(
      interpreter: python, target: .code("import time; time.sleep(0.5)"),
      arguments: [])
    let process = try ScriptProcess(launch, arena: arena)
    defer { _ = try? process.finish() }
    // Before the process has ended, and its memory is gone.
    var ring: SharedRing?
    while ring == nil, kill(process.pid, 0) == 0 {
      ring = arena.takenSlots.first.flatMap { arena.ring(inSlot: $0) }
    }
    let found = try #require(ring)
    while !found.isReady {}
    let assembly = SampleAssembly(
      process: 0, ring: found, tables: RecordingTables(),
      images: NativeImages(), interpreter: python, version: python.version,
      workingDirectory: "/")
    let sampler = ProcessSampler(
      ring: found, assembly: assembly, version: python.version, rate: 1000)
    sampler.tick(0)
    #expect(sampler.unknownLayout == nil)
    return found.layout
  }

  @Test(
    "Every offset is that of the installed headers",
    .enabled(if: !withHeaders.isEmpty, "needs CPython's internal headers"),
    arguments: withHeaders)
  func offsets(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let source = try folder.write(Self.program, to: "layout.c")
    let include = try #require(python.includeDirectory)
    let build = try CapturedCommand(
      "/usr/bin/env",
      [
        "cc", "-w", "-I" + include, "-I" + include + "/internal", source, "-o",
        folder.path + "/layout",
      ], timeoutSeconds: 60)
    try #require(build.status == 0, "\(build.errorText)")
    let output = try CapturedCommand(
      folder.path + "/layout", [], timeoutSeconds: 10
    ).outputText
    var fields: [String: UInt64] = [:]
    let layout = try layout(of: python)
    for case (let name?, let value) in Mirror(reflecting: layout).children {
      fields[name] = (value as? UInt32).map(UInt64.init) ?? value as? UInt64
    }
    // What is fixed in other places.
    fields.merge([
      "keyword_only_distance": 8, "code_flags": 48, "type_name": 24,
      "type_flags": 168, "type_number": 96, "type_methods": 232,
      "type_traverse": 184,
    ]) { $1 }
    fields["weak_reference_target"] = 16
    fields["type_size"] = RemoteObjects.typeSizeOffset
    fields["stack_height"] = UInt64(layout.frame_locals) - 8
    if let coroutine = CoroutineLayout(python.version) {
      fields["coroutine_state"] = coroutine.state
      fields["coroutine_awaiting"] = UInt64(Int(coroutine.awaiting) + 128)
      for kind in ["coroutine", "generator", "asynchronous_generator"] {
        fields["\(kind)_frame"] = coroutine.frame
      }
    }
    let traced = FrameLayout(python.version)
    fields["frame_global_names"] = UInt64(traced.globals)
    #expect(traced.code == layout.frame_code)
    #expect(traced.referenceMask == layout.reference_mask)
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      #expect(
        fields[words[0]] == UInt64(words[1]), "\(words[0]) is \(words[1])")
    }
  }

  @Test("An unknown version is refused")
  func unknown() {
    #expect(InterpreterLayout.row(for: PythonVersion(3, 10)) == nil)
    #expect(InterpreterLayout.row(for: PythonVersion(3, 15)) == nil)
    #expect(PublishedOffsets.Positions(PythonVersion(3, 15)) == nil)
  }

  @Test("Published offsets that are not what they should be are refused")
  func published() throws {
    let version = PythonVersion(3, 14, 1)
    let positions = try #require(PublishedOffsets.Positions(version))
    var words = [UInt64](repeating: 0, count: positions.count)
    words[0] = 0x7970_6775_6265_6478
    words[1] = 0x030e_01f0
    words[positions.object] = 16
    words[positions.object + 1] = 8
    words[positions.bytes + 1] = 16
    words[positions.bytes + 2] = 32
    func read(_ words: [UInt64]) throws -> sl_layout {
      try PublishedOffsets(
        words: words, positions: positions, version: version
      ).layout()
    }
    #expect(try read(words).bytes_data == 32)
    for (place, value) in [
      (0, 1), (1, 0x030d_00f0), (2, 1), (positions.object, 24),
      (positions.bytes + 2, 40), (positions.thread + 4, 1 << 40),
    ] as [(Int, UInt64)] {
      var wrong = words
      wrong[place] = value
      #expect(throws: InterpreterLayout.UnknownLayout.self) {
        try read(wrong)
      }
    }
  }
}
