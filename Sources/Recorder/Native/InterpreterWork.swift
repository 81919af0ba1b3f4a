/// Which of the interpreter's C functions do the work of a whole call, and
/// which are part of running bytecode. Names are those of CPython's source.
enum InterpreterWork {
  enum Kind: Equatable {
    /// Every bytecode needs something of this sort.
    case bytecode
    /// Arithmetic on integers of several digits: work where they are big.
    case integer
    case call
  }

  /// Of a function by its name in the symbol table.
  static func kind(ofFunction name: String) -> Kind {
    // The compiler appends what it did: `.isra.0`, `.part.0`, `.cold`.
    let plain = String(name.prefix { $0 != "." })
    if integerFunctions.contains(plain) { return .integer }
    if callFunctions.contains(plain) { return .call }
    if plain.hasPrefix("PyUnicode_"), !cheapStrings.contains(plain) {
      return .call
    }
    return callPrefixes.contains { plain.hasPrefix($0) } ? .call : .bytecode
  }

  /// Of a method or slot by its label: `list.sort`, `int.nb_multiply`.
  static func kind(ofLabel label: String) -> Kind {
    let parts = label.split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else { return .bytecode }
    let (type, member) = (String(parts[0]), String(parts[1]))
    if member == "tp_traverse" { return .call }
    if type == "float" || type == "bool" || type == "complex" {
      return .bytecode
    }
    if type == "int" {
      return member.hasPrefix("nb_") || member.hasPrefix("tp_")
        ? .bytecode : cheapMethods.contains(label) ? .bytecode : .call
    }
    if slots.contains(member) {
      return slotWork.contains(label) ? .call : .bytecode
    }
    return cheapMethods.contains(label)
      || (member.hasPrefix("__") && !member.hasPrefix("__r"))
      ? .bytecode : .call
  }

  private static let integerFunctions: Set<String> = [
    "k_mul", "x_mul", "k_lopsided_mul", "kmul_split", "x_divrem",
    "long_divrem", "inplace_divrem1", "inplace_rem1", "divrem1", "long_rem",
    "long_invmod", "long_lshift1",
    "long_rshift1", "v_iadd", "v_isub", "v_lshift", "v_rshift",
    "long_to_decimal_string_internal", "long_to_decimal_string",
    "long_format_binary", "long_from_string_base", "_PyLong_GCD",
    "long_from_binary_base", "PyLong_FromString", "_PyLong_DivmodNear",
  ]

  private static let callFunctions: Set<String> = [
    // Sorting.
    "list_sort_impl", "list_sort", "PyList_Sort", "binarysort", "merge_lo",
    "merge_hi", "merge_at", "merge_collapse", "merge_force_collapse",
    "count_run", "gallop_left", "gallop_right", "unsafe_latin_compare",
    "unsafe_long_compare", "unsafe_float_compare", "unsafe_tuple_compare",
    "unsafe_object_compare", "safe_object_compare", "reverse_slice",
    // Whole containers.
    "list_extend", "_PyList_Extend", "list_slice", "list_concat",
    "list_repeat", "list_inplace_repeat", "list_contains", "list_count",
    "list_index", "list_reverse", "list_remove", "list_copy",
    "tupleconcat", "tuplerepeat", "tuplecontains", "tuplecount",
    "tupleindex", "dict_merge", "PyDict_Merge", "PyDict_Update",
    "PyDict_Copy", "dict_update", "dict_update_common", "set_update_internal",
    "set_update", "set_union", "set_intersection", "set_difference",
    "set_difference_update_internal", "set_issubset", "set_issuperset",
    "set_isdisjoint", "set_symmetric_difference", "set_merge", "set_copy",
    "_PySet_Update", "set_richcompare",
    // Built-in functions that loop.
    "builtin_sum", "builtin_sorted", "builtin_any", "builtin_all",
    "builtin_min", "builtin_max", "min_max", "builtin_compile",
    "builtin_eval", "builtin_exec", "_PyEval_ImportName",
    // Collecting garbage.
    "gc_collect_main", "gc_collect_generations", "gc_collect_region",
    "gc_collect_with_callback", "deduce_unreachable", "subtract_refs",
    "update_refs", "visit_decref", "visit_reachable", "move_unreachable",
    "move_legacy_finalizers", "untrack_tuples", "delete_garbage",
    "_Py_RunGC", "PyGC_Collect",
    // Text.
    "_PyUnicode_JoinArray", "unicode_concatenate", "split", "rsplit",
    "replace", "any_find_slice", "do_strip", "do_argstrip",
    "_PyUnicode_FromUCS1", "unicode_decode_utf8", "utf8_encoder",
    "PyBytes_Join", "_PyBytes_FormatEx",
    // Compiling source.
    "_PyParser_ASTFromString", "_PyAST_Compile", "PyAST_CompileObject",
    "marshal_loads", "r_object", "PyMarshal_ReadObjectFromString",
  ]

  private static let callPrefixes = [
    "sre_", "pattern_", "_sre_", "stringlib_", "fastsearch", "ucs1lib_",
    "ucs2lib_", "ucs4lib_", "asciilib_", "bytes_", "bytearray_", "_Py_bytes_",
    "_io_", "textiowrapper", "buffered", "md5_", "sha", "_PyPegen_",
    "compiler_", "unicode_split", "unicode_replace", "unicode_find",
    "unicode_join", "unicode_format", "unicode_translate", "unicode_count",
    "unicode_strip", "unicode_encode", "unicode_lower", "unicode_upper",
    "unicode_repeat", "scan_once", "encoder_", "_json_",
  ]

  private static let cheapStrings: Set<String> = [
    "PyUnicode_New", "PyUnicode_RichCompare", "PyUnicode_Compare",
    "PyUnicode_InternInPlace", "PyUnicode_FromString",
    "PyUnicode_CompareWithASCIIString", "PyUnicode_Substring",
    "PyUnicode_FromOrdinal", "PyUnicode_AsUTF8AndSize", "PyUnicode_AsUTF8",
    "PyUnicode_GetLength", "PyUnicode_ReadChar",
  ]

  private static let slots: Set<String> = [
    "sq_concat", "sq_repeat", "sq_contains", "sq_item", "sq_length",
    "sq_inplace_concat", "sq_inplace_repeat", "mp_subscript", "mp_length",
    "mp_ass_subscript", "sq_ass_item", "nb_and", "nb_or", "nb_xor",
    "nb_subtract", "nb_inplace_and", "nb_inplace_or", "nb_inplace_xor",
    "nb_inplace_subtract", "nb_remainder",
  ]

  /// Slots of containers and text that go over all elements.
  private static let slotWork: Set<String> = {
    var labels: Set<String> = []
    for type in ["list", "tuple", "str", "bytes", "bytearray"] {
      for slot in [
        "sq_concat", "sq_repeat", "sq_contains", "sq_inplace_concat",
        "sq_inplace_repeat", "nb_remainder",
      ] { labels.insert("\(type).\(slot)") }
    }
    for type in ["set", "frozenset", "dict"] {
      for slot in [
        "nb_and", "nb_or", "nb_xor", "nb_subtract", "nb_inplace_and",
        "nb_inplace_or", "nb_inplace_xor", "nb_inplace_subtract",
      ] { labels.insert("\(type).\(slot)") }
    }
    return labels
  }()

  private static let cheapMethods: Set<String> = [
    "list.append", "list.pop", "list.clear", "list.insert", "dict.get",
    "dict.setdefault", "dict.pop", "dict.items", "dict.keys", "dict.values",
    "dict.popitem", "set.add", "set.discard", "set.remove", "set.pop",
    "str.isdigit", "str.isalpha", "str.isspace", "str.isalnum",
    "str.startswith", "str.endswith", "bytes.startswith", "bytes.endswith",
    "bytearray.append", "bytearray.pop", "int.bit_length", "int.bit_count",
    "int.conjugate", "int.is_integer",
  ]
}
