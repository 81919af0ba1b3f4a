/// A declaration at the top level of a file.
package enum SwiftDeclaration: Hashable, Sendable {
  case comment(String)
  case `import`(String)
  case function(SwiftFunction)
  case `class`(SwiftClass)
}

/// A final class.
package struct SwiftClass: Hashable, Sendable {
  package struct Property: Hashable, Sendable {
    package var name: String
    package var type: String
    package var value: SwiftExpression

    package init(_ name: String, _ type: String, _ value: SwiftExpression) {
      self.name = name
      self.type = type
      self.value = value
    }
  }

  /// Lines of a `///` comment.
  package var documentation: [String]
  package var name: String
  package var bases: [String]
  package var properties: [Property]
  package var functions: [SwiftFunction]
  /// The body of `deinit`; none where it is empty.
  package var ending: [SwiftStatement]

  package init(
    documentation: [String] = [], name: String, bases: [String],
    properties: [Property], functions: [SwiftFunction],
    ending: [SwiftStatement] = []
  ) {
    self.documentation = documentation
    self.name = name
    self.bases = bases
    self.properties = properties
    self.functions = functions
    self.ending = ending
  }
}

package struct SwiftFunction: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var type: String

    package init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }

  /// Lines of a `///` comment.
  package var documentation: [String]
  /// Whole attributes, each on its own line.
  package var attributes: [String]
  /// What stands before `func`: `static`, `override`.
  package var modifier: String?
  package var name: String
  package var parameters: [Parameter]
  /// The type of what it throws, nil where it does not.
  package var throwing: String?
  package var result: String?
  package var body: [SwiftStatement]

  package init(
    documentation: [String] = [], attributes: [String] = [],
    modifier: String? = nil, name: String,
    parameters: [Parameter], throwing: String? = nil, result: String? = nil,
    body: [SwiftStatement]
  ) {
    self.documentation = documentation
    self.attributes = attributes
    self.modifier = modifier
    self.name = name
    self.parameters = parameters
    self.throwing = throwing
    self.result = result
    self.body = body
  }
}

/// The declarations of one file, in order.
package struct SwiftFile: Hashable, Sendable {
  package var declarations: [SwiftDeclaration]

  package init(_ declarations: [SwiftDeclaration]) {
    self.declarations = declarations
  }

  /// The text, formatted for 80 columns where it can be broken.
  package var text: String {
    var renderer = Renderer()
    renderer.render(self)
    return renderer.text
  }
}
