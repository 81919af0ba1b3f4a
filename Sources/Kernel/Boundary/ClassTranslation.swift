import SwiftCode

/// The Swift class for the instances of a Python class: its attributes, and
/// how they come from Python's instance and go back.
struct ClassTranslation {
  let type: ClassCell
  private let isLinked: Bool
  /// Of each of its classes.
  private let numbers: [Int]
  let attributes: [Attribute]

  struct Attribute {
    var name: String
    var property: String
    var number: Int
    var type: KernelType
    var isChanged: Bool
    /// Of its instances, those that have it.
    var kinds: Int
    /// Some of them may lack it for a while.
    var isLate: Bool
    /// The class has a value of that name, too.
    var hasDefault: Bool
  }

  /// The buffers that the kernel stores into.
  let changedBuffers: Set<BufferType>

  init(
    _ type: ClassCell, _ names: inout InstanceNames,
    changing changedBuffers: Set<BufferType> = []
  ) {
    self.type = type
    self.changedBuffers = changedBuffers
    isLinked = type.isLinked
    numbers = type.members.map { names.number(ofClass: $0[0].name) }
    if type.holdsVariables {
      let owner = type.lineage[0].kind == .module ? "" : "\(type.name)."
      names.variables.formUnion(type.attributeNames.map { owner + $0 })
    }
    attributes = Self.ordered(type.attributeNames, type.lineage).map { name in
      Attribute(
        name: name, property: SwiftNames.attribute(name),
        number: names.number(ofAttribute: name),
        type: type.attributes[name]?.type ?? .unknown,
        isChanged: type.changed.contains(name),
        kinds: type.kinds(with: name), isLate: type.setsLate(name),
        hasDefault: type.members.joined().contains { facts in
          facts.fields.contains { $0.name == name && $0.value != nil }
        })
    }
  }

  /// As `__init__` sets them, so that a new instance has them in that order.
  private static func ordered(
    _ names: [String], _ lineage: [ClassFacts]
  ) -> [String] {
    let order = lineage.initializer?.attributes ?? []
    return order.filter(names.contains) + names.filter { !order.contains($0) }
  }

  /// Attributes that are always None need no room.
  var stored: [Attribute] { attributes.filter { !$0.type.isNone } }

  func translate(_ values: ValueTranslation) -> SwiftClass {
    if type.holdsVariables { return translateVariables(values) }
    if type.isNamedTuple {
      return SwiftClass(
        documentation: ["`\(type.name)` of the Python source."],
        name: type.swiftName, bases: ["NamedTupleClass"], properties: [],
        functions: [
          SwiftFunction(
            modifier: "static", name: "classNumber", parameters: [],
            result: "Int32", body: [.return(literal)])
        ])
    }
    return SwiftClass(
      documentation: ["`\(type.name)` of the Python source."],
      name: type.swiftName,
      bases: [
        isLinked ? "LinkedInstance" : "AnyContainer", "PythonConvertible",
      ],
      properties: stored.map {
        .init($0.property, $0.type.swiftName, values.placeholder($0.type))
      } + turns,
      functions: (isLinked
        ? numbering + [
          readLinked, readAttributes, setAttributes, clear, writeBack,
          buildLinked, matches,
        ] : numbering + [read, writeBack, build, matches])
        + comparisons(values) + keys + lateness,
      ending: isLinked ? [.expression(.call("clear", []))] : [])
  }

  var literal: SwiftExpression { .literal("\(numbers[0])") }

  private var numbering: [SwiftFunction] {
    let own = SwiftFunction(
      modifier: "override", name: "classNumber", parameters: [],
      result: "Int32", body: [.return(literal)])
    return type.isFamily ? [own, memberNumber, kindOfObject] : [own]
  }

  /// Which of its classes an instance that was made is of.
  private var memberNumber: SwiftFunction {
    SwiftFunction(
      modifier: "override", name: "memberNumber", parameters: [],
      result: "Int32",
      body: numbers.enumerated().map { index, number in
        .if(
          [.infix(.name("kind"), "==", .literal("\(1 << index)"))],
          then: [.return(.literal("\(number)"))], else: [])
      } + [.return(.literal("-1"))])
  }

  /// Which of its classes an object is of; 0 for none.
  private var kindOfObject: SwiftFunction {
    let object = SwiftExpression.name("object")
    // Those that came before are told faster.
    let tests = ["kernel_is_known_instance", "kernel_is_instance"]
    return SwiftFunction(
      modifier: "static", name: "kind",
      parameters: [.init("object", "PythonObject")], result: "Int32",
      body: tests.flatMap { test in
        numbers.enumerated().map { index, number in
          .if(
            [
              .infix(
                .call(test, [object, .literal("\(number)")]), "!=",
                .literal("0"))
            ], then: [.return(.literal("\(1 << index)"))], else: [])
        }
      } + [.return(.literal("0"))])
  }

  /// Statements for those instances that have an attribute.
  private func guarded(
    _ kinds: Int, of instance: SwiftExpression?, _ body: [SwiftStatement]
  ) -> [SwiftStatement] {
    if kinds == type.allKinds { return body }
    let kind =
      instance.map { SwiftExpression.member($0, "kind") } ?? .name("kind")
    return [
      .if(
        [
          .infix(
            .infix(kind, "&", .literal("\(kinds)")), "!=", .literal("0"))
        ], then: body, else: [])
    ]
  }

  private var read: SwiftFunction {
    let boundary = SwiftExpression.name("boundary")
    let result = SwiftExpression.name("result")
    var body = reading
    body.append(.expression(.try(.method(boundary, "enter", []))))
    body += readings(into: result)
    body += [
      .expression(.method(boundary, "leave", [])),
      .expression(.try(.method(boundary, "note", [result]))),
      .return(result),
    ]
    return SwiftFunction(
      modifier: "static", name: "read",
      parameters: [
        .init("object", "PythonObject"), .init("boundary", "Boundary"),
      ], throwing: "Fallback", result: type.swiftName, body: body)
  }

  /// What is known of the object already, or a new instance for it.
  var reading: [SwiftStatement] {
    let known = SwiftExpression.name("known")
    return [
      .if(
        [
          .literal("let known = boundary.known(object)")
        ],
        then: [
          .expression(
            .try(.call("requireClass", [known, literal]))),
          .return(
            .call(
              .name("unsafeDowncast"),
              [
                SwiftArgument(known),
                SwiftArgument("to", .literal("\(type.swiftName).self")),
              ])),
        ], else: [])
    ] + instance
  }

  private var instance: [SwiftStatement] {
    let object = SwiftExpression.name("object")
    var arguments = [SwiftArgument("origin", object)]
    var body: [SwiftStatement]
    if type.isFamily {
      body = [
        .declare(
          isConstant: true, name: "kind", type: nil,
          value: .call(
            .member(.name(type.swiftName), "kind"), [SwiftArgument(object)])),
        .guard(
          .infix(.name("kind"), "!=", .literal("0")),
          else: [.throw(.call("Fallback", []))]),
      ]
      arguments.append(SwiftArgument("kind", .name("kind")))
    } else {
      body = [.expression(.try(.call("requireInstance", [object, literal])))]
    }
    body.append(
      .declare(
        isConstant: true, name: "result", type: nil,
        value: .call(.name(type.swiftName), arguments)))
    return body
  }

  /// The runtime's name for the same with variables.
  private func spelled(_ name: String) -> String {
    guard type.holdsVariables else { return name }
    switch name {
    case "attribute": return "variable"
    case "requireNone": return "requireNoVariable"
    default: return "putVariable"
    }
  }

  /// Each attribute from the object.
  func readings(into result: SwiftExpression?) -> [SwiftStatement] {
    let object = SwiftExpression.name("object")
    let boundary = SwiftExpression.name("boundary")
    var body: [SwiftStatement] = []
    for attribute in attributes {
      let number = SwiftExpression.literal("\(attribute.number)")
      if attribute.isLate {
        body += guarded(
          attribute.kinds, of: result, [lateReading(attribute, into: result)])
        continue
      }
      if case .buffer(let buffer) = attribute.type {
        body += guarded(
          attribute.kinds, of: result,
          [bufferReading(attribute, buffer, into: result)])
        continue
      }
      let value = SwiftExpression.call(
        spelled("attribute"), [object, number, boundary])
      let none = SwiftExpression.call(
        spelled("requireNone"), [object, number])
      let place =
        result.map { SwiftExpression.member($0, attribute.property) }
        ?? .name(attribute.property)
      let reading: SwiftStatement =
        attribute.type.isNone
        ? .expression(.try(none)) : .assign(place, .try(value))
      body += guarded(attribute.kinds, of: result, [reading])
    }
    return body
  }

  var writeBack: SwiftFunction {
    var body: [SwiftStatement] = []
    let changed = attributes.filter { attribute in
      attribute.isChanged && (attribute.isLate || !attribute.type.isNone)
    }
    if !changed.isEmpty {
      body.append(
        .guard(
          .literal("let origin"), else: [.return(.literal("true"))]))
    }
    func putting(_ attribute: Attribute) -> SwiftStatement {
      .guard(
        .call(
          spelled(attribute.hasDefault ? "giveAttribute" : "putAttribute"),
          [
            .name("origin"), .literal("\(attribute.number)"),
            attribute.stored,
          ]), else: [.return(.literal("false"))])
    }
    for attribute in changed where !attribute.isLate {
      body += guarded(attribute.kinds, of: nil, [putting(attribute)])
    }
    body += inTurn(changed.filter(\.isLate)) { [putting($0)] }
    return SwiftFunction(
      modifier: "override", name: "writeBack", parameters: [], result: "Bool",
      body: body + [.return(.literal("true"))])
  }

  private var build: SwiftFunction {
    var body: [SwiftStatement] = [
      .if(
        [.literal("let origin")],
        then: [
          .expression(.call("kernel_retain", [.name("origin")])),
          .return(.name("origin")),
        ], else: [])
    ]
    guard type.isMade else {
      return SwiftFunction(
        name: "build", parameters: [], result: "PythonObject?",
        body: body + [.return(.literal("nil"))])
    }
    body.append(
      .guard(
        .infix(
          .literal("let object"), "=",
          .call(
            "kernel_new_instance",
            [type.isFamily ? .call("memberNumber", []) : literal])),
        else: [.return(.literal("nil"))]))
    body += givings(else: [
      .expression(.call("kernel_release", [.name("object")])),
      .return(.literal("nil")),
    ])
    body += [
      .assign(.name("origin"), .name("object")),
      .return(.name("object")),
    ]
    return SwiftFunction(
      name: "build", parameters: [], result: "PythonObject?", body: body)
  }

  /// Each attribute to a new object.
  func givings(else failure: [SwiftStatement]) -> [SwiftStatement] {
    // Instances with buffers are not made here.
    let attributes = attributes.filter { !$0.type.isBuffer }
    guard type.isFamily else {
      return givings(attributes, 0, else: failure)
    }
    return type.members.enumerated().flatMap { index, lineage in
      let own = attributes.filter { $0.kinds & 1 << index != 0 }
      let order = Self.ordered(own.map(\.name), lineage)
      let sorted = order.compactMap { name in
        own.first { $0.name == name }
      }
      return guarded(
        1 << index, of: nil, givings(sorted, index, else: failure))
    }
  }

  private func givings(
    _ attributes: [Attribute], _ place: Int, else failure: [SwiftStatement]
  ) -> [SwiftStatement] {
    func giving(_ attribute: Attribute) -> SwiftStatement {
      .guard(
        .call(
          "giveAttribute",
          [
            .name("object"), .literal("\(attribute.number)"),
            attribute.stored,
          ]),
        else: failure)
    }
    let late = attributes.filter { type.setsLate($0.name, place) }
    return attributes.filter { !type.setsLate($0.name, place) }.map(giving)
      + inTurn(late) { [giving($0)] }
  }

  private var matches: SwiftFunction {
    SwiftFunction(
      name: "matches", parameters: [.init("object", "PythonObject")],
      result: "Bool",
      body: [.return(.infix(.name("origin"), "==", .name("object")))])
  }
}
