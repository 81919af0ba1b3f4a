/// Where the passes of a loop store: each at a place of its own.
///
/// A pass may store the item of a list that is as far from the start as the
/// pass is, and a constant, or any item of such a row. What is stored may be
/// read in the same pass alone. Names do not tell lists apart, as the caller
/// may pass one twice, or one row in several places: that is looked at when
/// the loop runs.
struct SharedPlaces {
  /// What is stored, and how far from the pass's own place.
  private var stored: [SharedPass.Place: SharedPass.Access] = [:]
  private var others: [SharedPass.Place: SharedPass.Access] = [:]

  /// Nil where passes may store at one place, or one may read what another
  /// stores.
  init?(_ accesses: [SharedPass.Access]) {
    for access in accesses where access.isStore {
      switch access.place {
      case .whole:
        guard let offset = access.offset,
          stored[access.place]?.offset ?? offset == offset
        else { return nil }
      case .row(let rows, let offset):
        guard offset != nil,
          stored.keys.allSatisfy({ $0 == access.place || !$0.isRow(of: rows) })
        else { return nil }
      }
      stored[access.place] = access
    }
    for access in accesses {
      if let other = stored[access.place] {
        if case .whole = access.place, access.offset != other.offset {
          return nil
        }
        continue
      }
      // Another row of a list of which rows are stored into.
      if case .row(let rows, _) = access.place,
        stored.keys.contains(where: { $0.isRow(of: rows) })
      {
        return nil
      }
      if access.type.isNumPyArray,
        stored.values.contains(where: \.type.isBuffer)
      {
        return nil
      }
      // All rows are looked at, whichever a pass reads.
      others[access.place.withAnyRow] = access
    }
  }

  /// Decides, before passes from `first` to `end`, that nothing that is stored
  /// is also something else.
  func isApart(_ first: Value, _ end: Value) -> Value {
    var result = Value.bool(true)
    for access in stored.sorted {
      for other in (stored.sorted + others.sorted)
      where access.type.isBuffer && other.type.isBuffer
        && access.place != other.place
      {
        result = result.and(
          .apply(
            .function("areApart", canFallBack: false),
            [access.variable, other.variable]))
      }
    }
    let kinds = Set(stored.values.compactMap(\.type.listKind))
    for kind in kinds.sorted() {
      let changing = stored.sorted.filter { $0.type.listKind == kind }
      let reading = others.sorted.filter { $0.type.listKind == kind }
      // One list is apart from itself; its rows may be one.
      if changing.count == 1, reading.isEmpty, !changing[0].place.isRow {
        continue
      }
      let lists = changing.reduce(Self.noLists) {
        $1.noted(in: $0, "storing", [first, end])
      }
      let all = reading.reduce(lists) { $1.noted(in: $0, "reading", []) }
      result = result.and(
        .apply(.property("areApart", canFallBack: false), [all]))
    }
    return result
  }

  private static var noLists: Value {
    Value(.apply(.function("SharedLists", canFallBack: false), []), .bool)
  }
}

extension SharedPass.Place {
  var isRow: Bool { if case .row = self { true } else { false } }

  fileprivate var withAnyRow: SharedPass.Place {
    if case .row(let rows, _) = self {
      .row(of: rows, offset: nil)
    } else {
      self
    }
  }

  fileprivate func isRow(of rows: String) -> Bool {
    if case .row(rows, _) = self { true } else { false }
  }

  fileprivate var name: String {
    switch self {
    case .whole(let name), .row(let name, _): name
    }
  }
}

extension SharedPass.Access {
  fileprivate var variable: Value { .variable(place.name, type) }

  /// The list, or its rows, told to what collects them.
  fileprivate func noted(
    in lists: Value, _ method: String, _ range: [Value]
  ) -> Value {
    var operands = [lists, variable]
    if case .row(_, let offset) = place, !range.isEmpty {
      operands += range + [.int(offset ?? 0)]
    }
    return Value(
      .apply(
        .method(place.isRow ? method + "Rows" : method, canFallBack: false),
        operands), .bool)
  }
}

extension [SharedPass.Place: SharedPass.Access] {
  /// In an order that is always the same.
  fileprivate var sorted: [SharedPass.Access] {
    values.sorted {
      ($0.place.name, $0.place.isRow ? 1 : 0)
        < ($1.place.name, $1.place.isRow ? 1 : 0)
    }
  }
}

extension Value {
  fileprivate func and(_ other: Value.Kind) -> Value {
    if case .bool(true) = kind { return Value(other, .bool) }
    return Value(.and(self, Value(other, .bool)), .bool)
  }
}

extension KernelType {
  /// What a list is in Swift: lists of two kinds are never one.
  fileprivate var listKind: String? {
    if case .list(let cell) = self { cell.kind } else { nil }
  }
}
