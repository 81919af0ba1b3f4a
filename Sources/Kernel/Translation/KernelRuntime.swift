/// The files of the runtime that every kernel carries: Python's operators and
/// containers in Swift, and the extension module in C.
enum KernelRuntime {
  /// Texts by file name.
  static let files = sources.mapValues {
    String(decoding: $0, as: UTF8.self)
  }

  private static var sources: [String: [UInt8]] {
    [
      "AnyNumbers.swift": PackageResources.AnyNumbers_swift_txt,
      "ArrayMemory.swift": PackageResources.ArrayMemory_swift_txt,
      "ArrayComparisons.swift": PackageResources.ArrayComparisons_swift_txt,
      "ArrayElements.swift": PackageResources.ArrayElements_swift_txt,
      "ArrayMaking.swift": PackageResources.ArrayMaking_swift_txt,
      "ArrayOperations.swift": PackageResources.ArrayOperations_swift_txt,
      "ArrayOperators.swift": PackageResources.ArrayOperators_swift_txt,
      "ArrayReductions.swift": PackageResources.ArrayReductions_swift_txt,
      "Arrays.swift": PackageResources.Arrays_swift_txt,
      "ArraySelection.swift": PackageResources.ArraySelection_swift_txt,
      "ArrayViews.swift": PackageResources.ArrayViews_swift_txt,
      "Asking.swift": PackageResources.Asking_swift_txt,
      "Boundary.swift": PackageResources.Boundary_swift_txt,
      "BoundaryLists.swift": PackageResources.BoundaryLists_swift_txt,
      "BoundaryNumbers.swift": PackageResources.BoundaryNumbers_swift_txt,
      "Buffers.swift": PackageResources.Buffers_swift_txt,
      "Bytes.swift": PackageResources.Bytes_swift_txt,
      "Complex.swift": PackageResources.Complex_swift_txt,
      "Counters.swift": PackageResources.Counters_swift_txt,
      "Counting.swift": PackageResources.Counting_swift_txt,
      "Deques.swift": PackageResources.Deques_swift_txt,
      "DictItems.swift": PackageResources.DictItems_swift_txt,
      "Dicts.swift": PackageResources.Dicts_swift_txt,
      "Floats.swift": PackageResources.Floats_swift_txt,
      "Generators.swift": PackageResources.Generators_swift_txt,
      "Heaps.swift": PackageResources.Heaps_swift_txt,
      "Instances.swift": PackageResources.Instances_swift_txt,
      "Integers.swift": PackageResources.Integers_swift_txt,
      "Keys.swift": PackageResources.Keys_swift_txt,
      "LinkedInstances.swift": PackageResources.LinkedInstances_swift_txt,
      "ListOperations.swift": PackageResources.ListOperations_swift_txt,
      "Lists.swift": PackageResources.Lists_swift_txt,
      "ListViews.swift": PackageResources.ListViews_swift_txt,
      "Mixed.swift": PackageResources.Mixed_swift_txt,
      "NamedTuples.swift": PackageResources.NamedTuples_swift_txt,
      "Noise.swift": PackageResources.Noise_swift_txt,
      "Norms.swift": PackageResources.Norms_swift_txt,
      "Numbers.swift": PackageResources.Numbers_swift_txt,
      "NumPyIntegers.swift": PackageResources.NumPyIntegers_swift_txt,
      "NumPyOwn.swift": PackageResources.NumPyOwn_swift_txt,
      "NumPyRandom.swift": PackageResources.NumPyRandom_swift_txt,
      "NumPyScalars.swift": PackageResources.NumPyScalars_swift_txt,
      "NumPySingles.swift": PackageResources.NumPySingles_swift_txt,
      "Ordering.swift": PackageResources.Ordering_swift_txt,
      "Pace.swift": PackageResources.Pace_swift_txt,
      "Powers.swift": PackageResources.Powers_swift_txt,
      "Random.swift": PackageResources.Random_swift_txt,
      "Sequences.swift": PackageResources.Sequences_swift_txt,
      "Hashes.swift": PackageResources.Hashes_swift_txt,
      "SetBoundary.swift": PackageResources.SetBoundary_swift_txt,
      "SetOperations.swift": PackageResources.SetOperations_swift_txt,
      "Sets.swift": PackageResources.Sets_swift_txt,
      "Sharing.swift": PackageResources.Sharing_swift_txt,
      "Sorting.swift": PackageResources.Sorting_swift_txt,
      "Texts.swift": PackageResources.Texts_swift_txt,
      "TextEditing.swift": PackageResources.TextEditing_swift_txt,
      "TextMethods.swift": PackageResources.TextMethods_swift_txt,
      "TextNumbers.swift": PackageResources.TextNumbers_swift_txt,
      "TupleLists.swift": PackageResources.TupleLists_swift_txt,
      "Tuples.swift": PackageResources.Tuples_swift_txt,
      "WideTuples.swift": PackageResources.WideTuples_swift_txt,
      "WiderTuples.swift": PackageResources.WiderTuples_swift_txt,
      "Words.swift": PackageResources.Words_swift_txt,
      "asking.c": PackageResources.asking_c_txt,
      "constants.c": PackageResources.constants_c_txt,
      "containers.c": PackageResources.containers_c_txt,
      "sets.c": PackageResources.sets_c_txt,
      "counts.c": PackageResources.counts_c_txt,
      "generators.c": PackageResources.generators_c_txt,
      "instances.c": PackageResources.instances_c_txt,
      "module.c": PackageResources.module_c_txt,
      "module.map": PackageResources.module_map_txt,
      "module.modulemap": PackageResources.module_modulemap_txt,
      "numpy.c": PackageResources.numpy_c_txt,
      "pace.c": PackageResources.pace_c_txt,
      "random.c": PackageResources.random_c_txt,
      "sharing.c": PackageResources.sharing_c_txt,
      "shim.c": PackageResources.shim_c_txt,
      "shim.h": PackageResources.shim_h_txt,
      "system.c": PackageResources.system_c_txt,
    ]
  }

  /// What the Swift files declare at their top level: names that a kernel's
  /// own must not hide.
  static let declaredNames: Set<String> = {
    var names: Set<String> = []
    for (file, text) in files where file.hasSuffix(".swift") {
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        for keyword in [
          "func", "struct", "class", "typealias", "protocol", "var",
        ] {
          guard let index = words.firstIndex(of: Substring(keyword)),
            index + 1 < words.count, !line.hasPrefix("  ")
          else { continue }
          names.insert(
            String(
              words[index + 1].prefix {
                $0.isLetter || $0.isNumber || $0 == "_"
              }))
        }
      }
    }
    return names
  }()
}
