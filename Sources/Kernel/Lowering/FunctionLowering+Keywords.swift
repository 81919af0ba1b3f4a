import PythonSyntax

/// Keyword arguments of functions that come with Python.
extension FunctionLowering {
  /// The call with its arguments by position, where their names are known and
  /// moving them does not show.
  func byPosition(
    _ call: Call, of function: ModuleFacts.LibraryName
  ) -> Call {
    guard !call.keywords.isEmpty,
      let names = Self.parameters[function.module]?[function.name]
    else { return call }
    let last = call.keywords.compactMap { keyword in
      names.firstIndex { $0.name == keyword.name }
    }.max()
    guard let last, last >= call.arguments.count else { return call }
    var result = call
    var moved: Set<String> = []
    for (name, value) in names[call.arguments.count...last] {
      let given = call.keywords.first { $0.name == name }?.value
      guard let argument = given ?? value.map(Self.constant) else {
        return call
      }
      if given != nil { moved.insert(name) }
      result.arguments.append(argument)
    }
    result.keywords.removeAll { moved.contains($0.name ?? "") }
    // In another order than written: where that cannot be told.
    let order = names.map(\.name).filter(moved.contains)
    let written = call.keywords.compactMap(\.name).filter(moved.contains)
    guard order.count == moved.count,
      order == written
        || call.keywords.allSatisfy({
          $0.value.isPlainConstant || $0.value.isName
        })
    else { return call }
    return result
  }

  private enum Default {
    case int(Int)
    case float(Double)
    case none
  }

  private static func constant(_ value: Default) -> Expression {
    let range = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    switch value {
    case .int(let number):
      return Expression(
        .constant(.int(Int64(number), text: "0x\(String(number, radix: 16))")),
        range)
    case .float(let number):
      return Expression(.constant(.float(number, text: "\(number)")), range)
    case .none: return Expression(.constant(.none), range)
    }
  }

  private typealias Parameters = [(name: String, value: Default?)]

  /// By module and function, those that may be passed by name.
  private static let parameters: [String: [String: Parameters]] = [
    "builtins": [
      "round": [("number", nil), ("ndigits", nil)],
      "pow": [("base", nil), ("exp", nil), ("mod", nil)],
      "sum": [("", nil), ("start", nil)],
      "complex": [("real", .int(0)), ("imag", .int(0))],
      "int": [("", nil), ("base", nil)],
    ],
    "random": [
      "gauss": [("mu", .float(0)), ("sigma", .float(1))],
      "normalvariate": [("mu", .float(0)), ("sigma", .float(1))],
      "uniform": [("a", nil), ("b", nil)],
      "randint": [("a", nil), ("b", nil)],
      "randrange": [("start", nil), ("stop", nil)],
      "expovariate": [("lambd", nil)],
      "choice": [("seq", nil)],
      "choices": [
        ("population", nil), ("weights", Default.none),
        ("cum_weights", Default.none), ("k", .int(1)),
      ],
      "sample": [("population", nil), ("k", nil)],
      "shuffle": [("x", nil)],
      "seed": [("a", nil)],
      "Random": [("x", nil)],
    ],
    "collections": [
      "deque": [("iterable", nil), ("maxlen", nil)]
    ],
    "bisect": [
      "bisect": bisection, "bisect_left": bisection, "bisect_right": bisection,
      "insort": bisection, "insort_left": bisection, "insort_right": bisection,
    ],
    "heapq": [
      "nsmallest": [("n", nil), ("iterable", nil)],
      "nlargest": [("n", nil), ("iterable", nil)],
    ],
  ]

  private static let bisection: Parameters = [
    ("a", nil), ("x", nil), ("lo", .int(0)), ("hi", nil),
  ]
}

extension Expression {
  fileprivate var isName: Bool { if case .name = kind { true } else { false } }
}
