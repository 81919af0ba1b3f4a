import Foundation

/// A `PyObject *`.
typealias PythonObject = UnsafeMutableRawPointer

/// The few functions of CPython that an injection needs, looked up in the
/// library that the host loaded. All but `addAuditHook` need the GIL.
@safe
struct InjectionPython {
  typealias AuditHook =
    @convention(c) (
      UnsafePointer<CChar>?, PythonObject?, UnsafeMutableRawPointer?
    ) -> Int32

  private typealias AddAuditHook =
    @convention(c) (AuditHook, UnsafeMutableRawPointer?) -> Int32
  private typealias Release = @convention(c) (PythonObject) -> Void
  private typealias Nothing = @convention(c) () -> Void
  private typealias GetItem =
    @convention(c) (PythonObject, Int) ->
    PythonObject?
  private typealias GetAttribute =
    @convention(c) (PythonObject, UnsafePointer<CChar>) -> PythonObject?
  private typealias AsText =
    @convention(c) (PythonObject, UnsafeMutablePointer<Int>?) -> UnsafePointer<
      CChar
    >?
  private typealias MakeText =
    @convention(c) (UnsafePointer<CChar>) -> PythonObject?
  private typealias Size = @convention(c) (PythonObject) -> Int
  private typealias AsInt = @convention(c) (PythonObject) -> Int
  private typealias Compile =
    @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, Int32) ->
    PythonObject?
  private typealias Evaluate =
    @convention(c) (PythonObject, PythonObject, PythonObject) -> PythonObject?
  private typealias NewDictionary = @convention(c) () -> PythonObject?
  private typealias GetEntry =
    @convention(c) (PythonObject, UnsafePointer<CChar>) -> PythonObject?
  private typealias NewTuple = @convention(c) (Int) -> PythonObject?
  private typealias SetItem =
    @convention(c) (PythonObject, Int, PythonObject) -> Int32
  private typealias Call =
    @convention(c) (PythonObject, PythonObject, PythonObject?) -> PythonObject?

  private let auditHook: AddAuditHook
  private let retainFunction: Release
  private let releaseFunction: Release
  private let clear: Nothing
  private let tupleItem: GetItem
  private let listItem: GetItem
  private let listSize: Size
  private let attribute: GetAttribute
  private let asText: AsText
  private let makeText: MakeText
  private let asInt: AsInt
  private let compile: Compile
  private let evaluate: Evaluate
  private let newDictionary: NewDictionary
  private let entry: GetEntry
  private let newTuple: NewTuple
  private let setItem: SetItem
  private let callFunction: Call
  private let tupleType: PythonObject

  /// Nil where the library lacks one of them, which no supported one does.
  init?() {
    func function<T>(_ name: String, _: T.Type) -> T? {
      guard let address = unsafe dlsym(nil, name) else { return nil }
      return unsafe unsafeBitCast(address, to: T.self)
    }
    guard
      let auditHook = unsafe function("PySys_AddAuditHook", AddAuditHook.self),
      let retainFunction = unsafe function("Py_IncRef", Release.self),
      let releaseFunction = unsafe function("Py_DecRef", Release.self),
      let clear = function("PyErr_Clear", Nothing.self),
      let tupleItem = unsafe function("PyTuple_GetItem", GetItem.self),
      let listItem = unsafe function("PyList_GetItem", GetItem.self),
      let listSize = unsafe function("PyList_Size", Size.self),
      let attribute = unsafe function(
        "PyObject_GetAttrString", GetAttribute.self),
      let asText = unsafe function("PyUnicode_AsUTF8AndSize", AsText.self),
      let makeText = unsafe function("PyUnicode_FromString", MakeText.self),
      let asInt = unsafe function("PyLong_AsSsize_t", AsInt.self),
      let compile = unsafe function("Py_CompileString", Compile.self),
      let evaluate = unsafe function("PyEval_EvalCode", Evaluate.self),
      let newDictionary = unsafe function("PyDict_New", NewDictionary.self),
      let entry = unsafe function("PyDict_GetItemString", GetEntry.self),
      let newTuple = unsafe function("PyTuple_New", NewTuple.self),
      let setItem = unsafe function("PyTuple_SetItem", SetItem.self),
      let callFunction = unsafe function("PyObject_Call", Call.self),
      let tupleType = unsafe dlsym(nil, "PyTuple_Type")
    else { return nil }
    unsafe self.auditHook = unsafe auditHook
    unsafe self.retainFunction = unsafe retainFunction
    unsafe self.releaseFunction = unsafe releaseFunction
    self.clear = clear
    unsafe self.tupleItem = unsafe tupleItem
    unsafe self.listItem = unsafe listItem
    unsafe self.listSize = unsafe listSize
    unsafe self.attribute = unsafe attribute
    unsafe self.asText = unsafe asText
    unsafe self.makeText = unsafe makeText
    unsafe self.asInt = unsafe asInt
    unsafe self.compile = unsafe compile
    unsafe self.evaluate = unsafe evaluate
    unsafe self.newDictionary = unsafe newDictionary
    unsafe self.entry = unsafe entry
    unsafe self.newTuple = unsafe newTuple
    unsafe self.setItem = unsafe setItem
    unsafe self.callFunction = unsafe callFunction
    unsafe self.tupleType = unsafe tupleType
  }

  func addAuditHook(_ hook: AuditHook) { _ = unsafe auditHook(hook, nil) }

  func clearError() { clear() }

  func release(_ object: PythonObject) { unsafe releaseFunction(object) }

  /// Borrowed.
  func item(_ index: Int, of tuple: PythonObject) -> PythonObject? {
    unsafe tupleItem(tuple, index)
  }

  func text(ofAttribute name: String, of object: PythonObject) -> String? {
    guard let value = unsafe attribute(object, name) else { return nil }
    defer { unsafe release(value) }
    guard let bytes = unsafe asText(value, nil) else { return nil }
    return unsafe String(cString: bytes)
  }

  /// Runs a program in a namespace of its own, for good.
  /// - Returns: A value from the namespace.
  func run(_ program: String, andGet name: String) -> PythonObject? {
    let fileInput: Int32 = 257
    guard
      let code = unsafe compile(program, "<swiftlet>", fileInput),
      let namespace = unsafe newDictionary(),
      let result = unsafe evaluate(code, namespace, namespace)
    else { return nil }
    unsafe release(result)
    return unsafe entry(namespace, name)
  }

  /// A new reference.
  func call(
    _ function: PythonObject, _ first: PythonObject, _ second: String
  ) -> PythonObject? {
    guard let arguments = unsafe newTuple(2),
      let text = unsafe makeText(second)
    else { return nil }
    defer { unsafe release(arguments) }
    unsafe retainFunction(first)
    _ = unsafe setItem(arguments, 0, first)
    _ = unsafe setItem(arguments, 1, text)
    return unsafe callFunction(function, arguments, nil)
  }

  /// Puts new items into tuples: a list of (tuple, index, item).
  ///
  /// CPython forbids it for tuples that others may have seen; these are the
  /// constants of code that has not run.
  func apply(_ replacements: PythonObject) {
    guard let offset = itemsOffset else { return }
    for index in 0..<max(0, unsafe listSize(replacements)) {
      guard let replacement = unsafe listItem(replacements, index),
        let tuple = unsafe tupleItem(replacement, 0),
        let number = unsafe tupleItem(replacement, 1),
        let new = unsafe tupleItem(replacement, 2)
      else { continue }
      let position = unsafe asInt(number)
      guard unsafe tupleItem(tuple, position) != nil else { continue }
      let slot = unsafe (tuple + offset).assumingMemoryBound(
        to: PythonObject.self
      ).advanced(by: position)
      let old = unsafe slot.pointee
      unsafe retainFunction(new)
      unsafe slot.pointee = unsafe new
      unsafe release(old)
    }
  }

  /// Where a tuple's items begin, which `tuple.__basicsize__` tells.
  private var itemsOffset: Int? {
    guard let size = unsafe attribute(tupleType, "__basicsize__") else {
      return nil
    }
    defer { unsafe release(size) }
    return unsafe asInt(size)
  }
}
