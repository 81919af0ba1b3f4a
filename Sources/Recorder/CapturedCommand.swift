import CSampler
package import Foundation

/// A short question to another program, and what it answered.
package struct CapturedCommand {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  package var output: Data
  package var errorText: String
  /// Its exit code, or minus the signal that ended it.
  package var status: Int

  package var outputText: String { String(decoding: output, as: UTF8.self) }

  /// One line for an error message.
  package var summary: String {
    let lines = errorText.split(whereSeparator: \.isNewline)
    if let last = lines.last { return String(last) }
    return status < 0
      ? "ended by signal \(-status)"
      : status == 0 ? "no usable answer" : "exit code \(status)"
  }

  /// Runs a program to its end, without a shell and without standard input.
  package init(
    _ path: String, _ arguments: [String], timeoutSeconds: Int
  ) throws(Failure) {
    let argv = ArgumentVector([path] + arguments)
    defer { argv.free() }
    var output: UnsafeMutablePointer<CChar>?
    var error: UnsafeMutablePointer<CChar>?
    var outputSize = 0
    var errorSize = 0
    var status: Int32 = 0
    let code = unsafe sl_capture(
      path, argv.pointer, Int32(timeoutSeconds), &output, &outputSize, &error,
      &errorSize, &status)
    defer {
      unsafe free(output)
      unsafe free(error)
    }
    if code == ETIMEDOUT {
      throw Failure(description: "no answer within \(timeoutSeconds) s")
    }
    if code != 0 {
      throw Failure(description: systemMessage(code))
    }
    self.output =
      unsafe output.map { unsafe Data(bytes: $0, count: outputSize) }
      ?? Data()
    self.errorText = unsafe error.map { unsafe String(cString: $0) } ?? ""
    let signal = Int(status & 0x7f)
    self.status = signal != 0 ? -signal : Int((status >> 8) & 0xff)
  }
}

extension CapturedCommand {
  /// What an interpreter answers to a program that needs nothing but its
  /// standard library.
  /// - Throws: `InterpreterError.failed`, where it gives no answer.
  static func answer(
    of executable: String, to program: String, _ arguments: [String]
  ) throws -> Data {
    let answer: CapturedCommand
    do {
      answer = try CapturedCommand(
        executable, ["-I", "-S", "-c", program] + arguments,
        timeoutSeconds: 60)
    } catch {
      throw InterpreterError.failed(
        path: executable, detail: error.description)
    }
    guard answer.status == 0 else {
      throw InterpreterError.failed(path: executable, detail: answer.summary)
    }
    return answer.output
  }
}

/// `strerror`'s text for an `errno` value.
func systemMessage(_ code: Int32) -> String {
  unsafe String(cString: strerror(code))
}
