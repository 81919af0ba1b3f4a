import Foundation
import Testing

@Suite(
  "Changes to the Python are tried in memory",
  .enabled(if: Swiftlet.understands("prove") && !Python.all.isEmpty))
struct AlternativesTests {
  private struct Proof: Decodable {
    struct Change: Decodable {
      var pattern: String
      var status: String
      var why: String
      var callsChecked: Int
    }
    var changes: [Change]
  }

  private func prove(_ scratch: Scratch, _ arguments: String...) throws
    -> Proof
  {
    var program = Program(
      path: Swiftlet.path,
      arguments: ["prove", "--alternatives", "--json", "proof.json"]
        + arguments, directory: scratch.path)
    program.limit = 240
    let outcome = program.run()
    #expect(outcome.ending == .exited(0), "\(outcome)")
    let data = Data(try scratch.bytes(of: "proof.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Proof.self, from: data)
  }

  /// A list that is searched in, in a module; the script notices if its own
  /// names, path or file are not what they are under Python.
  @Test("A set for a list is equal, and faster; no file is touched")
  func membership() throws {
    let scratch = try Scratch()
    let module = """
      def common(left, right):
          found = []
          for x in left:
              if x in right:
                  found.append(x)
          return found

      """
    try scratch.write(module, to: "pairs.py")
    let script = """
      import sys, os
      from pairs import common
      names = sorted(n for n in globals() if not n.startswith("__"))
      print(names, sys.argv, os.path.basename(__file__), __name__)
      print(os.path.basename(sys.path[0]) == os.path.basename(os.getcwd()))
      print(sum(common(list(range(0, 30000, 2)), list(range(0, 30000, 3)))))
      """
    try scratch.write(script, to: "main.py")
    let proof = try prove(scratch, "main.py", "a b")
    let change = try #require(
      proof.changes.first { $0.pattern == "fixed-list-membership" },
      "\(proof.changes)")
    #expect(change.status == "faster", "\(change)")
    #expect(change.callsChecked >= 1)
    #expect(
      String(decoding: try scratch.bytes(of: "pairs.py"), as: UTF8.self)
        == module)
    let html = scratch.swiftlet("report", "--format", "html")
    #expect(html.output.contains("<b>Tried:</b>"))
  }
}
