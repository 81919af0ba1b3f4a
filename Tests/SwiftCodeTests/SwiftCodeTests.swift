import SwiftCode
import Testing

@Suite struct RendererTests {
  private func text(_ statement: SwiftStatement) -> String {
    SwiftFile([
      .function(
        SwiftFunction(name: "f", parameters: [], body: [statement]))
    ]).text
  }

  private func body(_ expression: SwiftExpression) -> String {
    let lines = text(.return(expression)).split(separator: "\n")
    return lines.dropFirst().dropLast().map { line in
      line.hasPrefix("  ") ? String(line.dropFirst(2)) : String(line)
    }.joined(separator: "\n")
  }

  private func infix(
    _ left: SwiftExpression, _ symbol: String, _ right: SwiftExpression
  ) -> SwiftExpression { .infix(left, symbol, right) }

  private let a = SwiftExpression.name("a")
  private let b = SwiftExpression.name("b")
  private let c = SwiftExpression.name("c")

  @Test func parenthesesFollowPrecedence() {
    #expect(body(infix(infix(a, "+", b), "*", c)) == "return (a + b) * c")
    #expect(body(infix(a, "+", infix(b, "*", c))) == "return a + b * c")
    #expect(body(infix(a, "-", infix(b, "-", c))) == "return a - (b - c)")
    #expect(body(infix(infix(a, "-", b), "-", c)) == "return a - b - c")
    #expect(body(infix(a, "-!", infix(b, "+!", c))) == "return a -! (b +! c)")
    #expect(body(infix(infix(a, "<", b), "==", c)) == "return (a < b) == c")
    #expect(body(infix(infix(a, "<<", b), "&", c)) == "return a << b & c")
    #expect(body(.prefix("!", infix(a, "&&", b))) == "return !(a && b)")
  }

  @Test func aNegativeLiteralIsGroupedAsAReceiver() {
    #expect(
      body(.member(.literal("-1"), "magnitude")) == "return (-1).magnitude")
  }

  @Test func conditionalsAreGroupedInsideOperators() {
    let choice = SwiftExpression.conditional(a, then: b, else: c)
    #expect(body(infix(choice, "+", a)) == "return (a ? b : c) + a")
    #expect(
      body(.conditional(choice, then: a, else: choice))
        == "return (a ? b : c) ? a : a ? b : c")
  }

  @Test func tryCoversTheWholeExpression() {
    #expect(
      body(.try(infix(.call("f", [a]), "+!", b))) == "return try f(a) +! b")
  }

  @Test func keywordsAreEscaped() {
    #expect(body(.name("in")) == "return `in`")
    #expect(body(.call("func", [.name("self")])) == "return `func`(`self`)")
  }

  @Test func longLinesAreBroken() {
    let long = SwiftExpression.name(String(repeating: "x", count: 50))
    #expect(
      body(infix(long, "+", long))
        == """
        return \(String(repeating: "x", count: 50))
          + \(String(repeating: "x", count: 50))
        """)
  }

  @Test func chainsOfConditionsStayFlat() {
    let statement = SwiftStatement.if(
      [a, .try(b)], then: [.break(nil)],
      else: [.if([c], then: [.continue("outer")], else: [.return(nil)])])
    #expect(
      text(statement) == """
        func f() {
          if a, try b {
            break
          } else if c {
            continue outer
          } else {
            return
          }
        }

        """)
  }

  @Test func functionsAndFilesAreLaidOut() {
    let function = SwiftFunction(
      documentation: ["Adds."], attributes: ["@inlinable"], name: "add",
      parameters: [.init("left", "Int"), .init("right", "Int")],
      throwing: "Fallback", result: "Int",
      body: [
        .comment("left + right\nas it stands"),
        .declare(isConstant: true, name: "sum", type: nil, value: a),
        .return(.name("sum")),
      ])
    #expect(
      SwiftFile([.import("A"), .import("B"), .function(function)]).text == """
        import A
        import B

        /// Adds.
        @inlinable
        func add(_ left: Int, _ right: Int) throws(Fallback) -> Int {
          // left + right
          // as it stands
          let sum = a
          return sum
        }

        """)
  }
}
