import PythonSyntax
import TestSupport
import Testing

@Suite("What is read after a loop")
struct LivenessTests {
  /// By the line of the loop.
  private func readAfter(_ source: String) throws -> [Int: [String]] {
    let module = try parsePython(source)
    var found: [Int: [String]] = [:]
    for scope in module.scopes {
      let body = scope.function?.body ?? module.body
      let liveness = Liveness(body)
      body.visitStatements { statement in
        guard scope.loops.contains(where: { $0.has(statement.range) }) else {
          return
        }
        found[statement.range.line] = liveness.readAfter(statement)
      }
    }
    return found
  }

  @Test("Only what is read before it is bound anew")
  func order() throws {
    let found = try readAfter(
      """
      def f(values):
          total = most = last = 0
          for v in values:
              square = v * v
              total += square
              most = max(most, v)
              last = v
          most = 0
          return total, most
      """)
    #expect(found == [3: ["total"]])
  }

  @Test("The next round of an outer loop comes after the inner one")
  func nests() throws {
    let found = try readAfter(
      """
      def f(rows):
          count = 0
          best = None
          for row in rows:
              part = 0
              for x in row:
                  part += x
                  seen = x
              if best is None or part > best:
                  best = part
              while count < part:
                  count += 1
              else:
                  extra = 1
          return best
      """)
    #expect(found == [4: ["best"], 6: ["part"], 11: ["count"]])
  }

  @Test("Ways out of a loop count: break, return, exceptions, `else`")
  func exits() throws {
    let found = try readAfter(
      """
      def f(values, table):
          for i, v in enumerate(values):
              where = v
              if v:
                  found = i
                  break
          else:
              found = where
          try:
              for k in table:
                  key = k
                  table[k] = 1 / v
              key = None
          except ZeroDivisionError:
              print(key)
          for a in values:
              b = a
              if b:
                  return b
          return found
      """)
    #expect(found == [2: ["found", "v"], 10: ["key"], 16: []])
  }

  @Test("What others can see counts as read")
  func seen() throws {
    let found = try readAfter(
      """
      def closure(values):
          for v in values:
              shown = v
              hidden = v
          return lambda: shown

      def used():
          return total

      for n in range(3):
          total = n
          other = n
      [n for n in range(2)]
      """)
    #expect(found == [2: ["shown"], 10: ["total"]])
    let all = try readAfter(
      """
      def namespace(values):
          for v in values:
              x = v
          return locals()
      """)
    #expect(all == [2: ["v", "x"]])
  }
}

extension Loop {
  fileprivate func has(_ range: SourceRange) -> Bool {
    self.range == range || children.contains { $0.has(range) }
  }
}
