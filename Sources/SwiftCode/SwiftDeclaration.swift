/// A declaration at the top level of a file.
package enum SwiftDeclaration: Hashable, Sendable {
  case comment(String)
  case `import`(String)
  case function(SwiftFunction)
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
  package var name: String
  package var parameters: [Parameter]
  /// The type of what it throws, nil where it does not.
  package var throwing: String?
  package var result: String?
  package var body: [SwiftStatement]

  package init(
    documentation: [String] = [], attributes: [String] = [], name: String,
    parameters: [Parameter], throwing: String? = nil, result: String? = nil,
    body: [SwiftStatement]
  ) {
    self.documentation = documentation
    self.attributes = attributes
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
