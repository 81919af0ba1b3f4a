import SwiftCode

/// The classes and attributes that a module's kernels ask CPython for, each
/// by its number.
struct InstanceNames {
  private(set) var classes: [String] = []
  private(set) var attributes: [String] = []

  mutating func number(ofClass name: String) -> Int {
    Self.number(of: name, in: &classes)
  }

  mutating func number(ofAttribute name: String) -> Int {
    Self.number(of: name, in: &attributes)
  }

  private static func number(of name: String, in list: inout [String]) -> Int {
    if let index = list.firstIndex(of: name) { return index }
    list.append(name)
    return list.count - 1
  }

  /// The text of `classes.def`.
  var definitions: String {
    var text = "// The classes and attributes that the kernels know.\n"
    for (index, name) in classes.enumerated() {
      text += "CLASS(\(index), \"\(name)\")\n"
    }
    for (index, name) in attributes.enumerated() {
      text += "ATTRIBUTE(\(index), \"\(name)\")\n"
    }
    return text
  }
}

/// The Swift class for the instances of a Python class: its attributes, and
/// how they come from Python's instance and go back.
struct ClassTranslation {
  let type: ClassCell
  private let isLinked: Bool
  private let number: Int
  let attributes: [Attribute]

  struct Attribute {
    var name: String
    var property: String
    var number: Int
    var type: KernelType
    var isChanged: Bool
    /// The class has a value of that name, too.
    var hasDefault: Bool
  }

  init(_ type: ClassCell, _ names: inout InstanceNames) {
    self.type = type
    isLinked = type.isLinked
    number = names.number(ofClass: type.name)
    // As `__init__` sets them, so that a new instance has them in that order.
    let order = type.initializer?.attributes ?? []
    let sorted =
      order.filter { type.attributes[$0] != nil }
      + type.attributeNames.filter { !order.contains($0) }
    attributes = sorted.map { name in
      Attribute(
        name: name, property: SwiftNames.attribute(name),
        number: names.number(ofAttribute: name),
        type: type.attributes[name]?.type ?? .unknown,
        isChanged: type.changed.contains(name),
        hasDefault: type.lineage.contains { facts in
          facts.fields.contains { $0.name == name && $0.value != nil }
        })
    }
  }

  /// Attributes that are always None need no room.
  var stored: [Attribute] { attributes.filter { !$0.type.isNone } }

  func translate(_ values: ValueTranslation) -> SwiftClass {
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
      },
      functions: isLinked
        ? [
          numbered, readLinked, readAttributes, setAttributes, clear, writeBack,
          buildLinked, matches, isEqual,
        ] : [numbered, read, writeBack, build, matches, isEqual],
      ending: isLinked ? [.expression(.call("clear", []))] : [])
  }

  var literal: SwiftExpression { .literal("\(number)") }

  private var numbered: SwiftFunction {
    SwiftFunction(
      modifier: "override", name: "classNumber", parameters: [],
      result: "Int32", body: [.return(literal)])
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
    let object = SwiftExpression.name("object")
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
        ], else: []),
      .expression(.try(.call("requireInstance", [object, literal]))),
      .declare(
        isConstant: true, name: "result", type: nil,
        value: .call(
          .name(type.swiftName), [SwiftArgument("origin", .name("object"))])),
    ]
  }

  /// Each attribute from the object.
  func readings(into result: SwiftExpression?) -> [SwiftStatement] {
    let object = SwiftExpression.name("object")
    let boundary = SwiftExpression.name("boundary")
    var body: [SwiftStatement] = []
    for attribute in attributes {
      let number = SwiftExpression.literal("\(attribute.number)")
      if attribute.type.isNone {
        body.append(
          .expression(
            .try(.call("requireNone", [object, number]))))
        continue
      }
      body.append(
        .assign(
          result.map { .member($0, attribute.property) }
            ?? .name(attribute.property),
          .try(
            .call(
              .name("attribute"),
              [
                SwiftArgument(object), SwiftArgument(number),
                SwiftArgument(boundary),
              ]))))
    }
    return body
  }

  private var writeBack: SwiftFunction {
    var body: [SwiftStatement] = []
    let changed = stored.filter(\.isChanged)
    if !changed.isEmpty {
      body.append(
        .guard(
          .literal("let origin"), else: [.return(.literal("true"))]))
    }
    for attribute in changed {
      body.append(
        .guard(
          .call(
            attribute.hasDefault ? "giveAttribute" : "putAttribute",
            [
              .name("origin"), .literal("\(attribute.number)"),
              .name(attribute.property),
            ]), else: [.return(.literal("false"))]))
    }
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
          .call("kernel_new_instance", [literal])),
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
    attributes.map { attribute in
      let value =
        attribute.type.isNone
        ? SwiftExpression.call(.name("Int?"), [SwiftArgument(.literal("nil"))])
        : .name(attribute.property)
      return .guard(
        .call(
          "giveAttribute",
          [.name("object"), .literal("\(attribute.number)"), value]),
        else: failure)
    }
  }

  private var matches: SwiftFunction {
    SwiftFunction(
      name: "matches", parameters: [.init("object", "PythonObject")],
      result: "Bool",
      body: [.return(.infix(.name("origin"), "==", .name("object")))])
  }

  private var isEqual: SwiftFunction {
    let parameters = ["left", "right"].map {
      SwiftFunction.Parameter($0, type.swiftName)
    }
    let test = SwiftExpression.call(
      "isSameContainer", [.name("left"), .name("right")])
    return SwiftFunction(
      modifier: "static", name: "isEqual", parameters: parameters,
      throwing: "Fallback", result: "Bool",
      body: type.comparesByIdentity
        ? [.return(test)]
        : [
          .comment("Containers take one object for equal to itself."),
          .if([test], then: [.return(.literal("true"))], else: []),
          .throw(.call("Fallback", [])),
        ])
  }
}
