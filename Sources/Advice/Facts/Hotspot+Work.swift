import ProfileModel

extension Hotspot {
  /// Compiled code that a kernel has a counterpart for: the arithmetic of
  /// single floats and machine integers, the making and freeing of objects
  /// that a kernel does not make, and libm. Part of the hotspot's CPU time.
  var replaceableShare: Double {
    nativeTime.filter(\.frame.isScalarWork).map(\.share).reduce(0, +)
  }

  /// NumPy's handling of single elements, which a kernel reads and writes
  /// directly. Part of the hotspot's CPU time.
  var elementAccessShare: Double {
    nativeTime.filter(\.frame.isElementAccess).map(\.share).reduce(0, +)
  }

  /// Functions of libm, which a kernel calls as well. Part of the hotspot's
  /// CPU time, whether the time was seen in libm or in what calls it.
  var libmShare: Double {
    nativeTime.filter(\.frame.isLibm).map(\.share).reduce(0, +)
  }

  /// Part of the CPU time on these lines, in the loop or in functions that it
  /// calls; nil where lines are not known.
  func share(of lines: Set<Int>) -> Double? {
    let total = lineSeconds.values.reduce(0, +)
    guard total > 0 else { return nil }
    func seconds(_ times: [Int: Double]) -> Double {
      times.filter { lines.contains($0.key) }.values.reduce(0, +)
    }
    return min(seconds(lineSeconds) + seconds(helperSeconds), total) / total
  }

  /// The functions of `heapq`, which a kernel has of its own. Part of the
  /// hotspot's CPU time.
  var heapShare: Double {
    nativeTime.filter(\.frame.isHeap).map(\.share).reduce(0, +)
  }

  /// `numpy: DOUBLE_add (61 %)`, most first.
  var compiledFunctions: [String] {
    nativeTime.filter {
      $0.frame.domain != .interpreter && !$0.frame.isScalarWork
        && $0.share >= 0.05
    }.prefix(3).map {
      let share = FactName.Unit.share.text($0.share)
      let module = $0.frame.module.prefix { $0 != "." }
      let name = [String(module), $0.frame.symbol].compactMap(\.self)
        .joined(separator: ": ")
      return "\(name) (\(share))"
    }
  }
}

extension NativeFrame {
  fileprivate var isLibm: Bool {
    if ["libm.so", "libm-", "math.", "cmath."].contains(
      where: module.hasPrefix)
    {
      return true
    }
    guard domain != .native, let symbol else { return false }
    let name = symbol.drop { $0 == "_" }
    return ["float_pow", "math_", "pow", "exp", "log", "sin", "cos", "tan"]
      .contains { name.hasPrefix($0) }
  }

  fileprivate var isHeap: Bool {
    guard domain == .interpreterC else { return false }
    let name = symbol.map { $0.drop { $0 == "_" } } ?? ""
    return [
      "heapq_", "heappop", "heappush", "heapreplace", "siftup", "siftdown",
    ]
    .contains { name.hasPrefix($0) }
  }

  /// Any of NumPy's core but its loops over whole arrays, which are named
  /// after the type of their elements.
  fileprivate var isElementAccess: Bool {
    guard domain == .native, module.contains("multiarray") else {
      return false
    }
    guard let symbol else { return false }
    let isLoop =
      ["pairwise", "cblas", "run_", "simd_", "npyv_", "AVX", "binary_"]
      .contains { symbol.contains($0) }
      || symbol.prefix { $0.isUppercase }.count >= 3
        && symbol.contains("_") && !symbol.hasPrefix("NPY")
    return !isLoop
  }

  /// Work on one number, or on the object around it.
  fileprivate var isScalarWork: Bool {
    switch domain {
    case .interpreter: return false
    case .native, .interpreterC: break
    }
    if isLibm || isHeap { return true }
    guard domain == .interpreterC, let symbol else { return false }
    let name = symbol.drop { $0 == "_" }
    return [
      "float_", "PyFloat_", "sqrt", "min_max", "builtin_",
      "list_dealloc", "list_append", "PyList_Append", "PyList_New",
      "list_resize", "list_iter", "listiter", "rangeiter", "tuple_dealloc",
      "tupledealloc", "PyTuple_New", "bool_", "gc_", "PyObject_GC",
      "visit_", "subtract_refs", "list_traverse", "tuple_traverse",
      "deduce_unreachable", "update_refs", "PyObject_Malloc",
      "PyObject_Free", "object_dealloc", "bytes_subscript", "bytes_item",
      "striter_next", "bytearray_subscript", "bytearray_getitem",
      "bytearray_setitem", "bytearray_ass_subscript", "bytearrayiter_next",
      "memory_subscript", "memory_item", "memoryiter_next",
    ].contains { name.hasPrefix($0) }
  }
}
