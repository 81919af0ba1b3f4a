import PythonSyntax
import TestSupport
import Testing

@Suite("Reading CPython's syntax tree")
struct DecodingTests {
  @Test("Scopes carry qualified names, loops by nest, and recursion")
  func scopes() throws {
    let module = try parsePython(
      """
      @decorated
      def outer(n):
          for i in range(n):
              while i:
                  i -= 1
          return [x for x in range(n) if x]

      class Tree:
          def walk(self):
              return self.walk()

      for line in open("f"):
          def inner(): return inner()
      """)
    let scopes = module.scopes
    #expect(
      scopes.map(\.qualifiedName) == [
        "<module>", "outer", "Tree.walk", "inner",
      ])
    #expect(scopes[1].loops.map(\.kind) == [.for, .comprehension])
    #expect(scopes[1].loops[0].depth == 2)
    #expect(scopes[1].range.line == 1)
    #expect(scopes.map(\.isRecursive) == [false, false, true, true])
    #expect(scopes[2].className == "Tree")
    #expect(scopes.innermost(line: 5, column: 12)?.qualifiedName == "outer")
  }

  @Test("Constants survive exactly")
  func constants() throws {
    let module = try parsePython(
      "a = 2**63, 9223372036854775808, 0.1, -1, 'é\\0', b'\\xff', True, 1e400")
    guard case .assign(_, let value) = module.body[0].kind,
      case .tuple(let items) = value.kind
    else {
      Issue.record("not an assignment of a tuple")
      return
    }
    #expect(
      items[1].kind == .constant(.int(nil, text: "0x8000000000000000")))
    #expect(items[2].kind == .constant(.float(0.1, text: "0.1")))
    #expect(items[4].kind == .constant(.string("é\0")))
    #expect(items[5].kind == .constant(.bytes([255])))
    #expect(items[6].kind == .constant(.bool(true)))
    #expect(items[7].kind == .constant(.float(.infinity, text: "inf")))
  }

  @Test("A source that is not Python gives CPython's message")
  func invalidSource() {
    #expect(throws: SyntaxTreeError.self) { try parsePython("def f(:") }
  }

  @Test("Nesting beyond the limit is cut, not a failure")
  func depth() throws {
    let source = "x = " + String(repeating: "-", count: 190) + "1"
    _ = try parsePython(source)
    let chain = (0..<500).map { "a\($0)" }.joined(separator: " + ")
    _ = try parsePython("x = " + chain)
  }
}
