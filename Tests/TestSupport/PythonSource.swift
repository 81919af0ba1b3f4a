package import Foundation
package import PythonSyntax

/// The tree of a Python source, made by the `python3` on PATH.
package func parsePython(_ source: String) throws -> Module {
  try Module(json: syntaxOfPython(source))
}

/// The same as the JSON that `Module.dumpProgram` writes.
package func syntaxOfPython(_ source: String) throws -> Data {
  try python(["-c", Module.dumpProgram, "-"], input: source)
}

/// What a program prints.
package func outputOfPython(_ program: String) throws -> Data {
  try python(["-"], input: program)
}

private func python(_ arguments: [String], input source: String) throws -> Data
{
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3"] + arguments
  let input = Pipe()
  let output = Pipe()
  process.standardInput = input
  process.standardOutput = output
  try process.run()
  let writer = Thread {
    input.fileHandleForWriting.write(Data(source.utf8))
    try? input.fileHandleForWriting.close()
  }
  writer.start()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return data
}
