import ArgumentParser
import Proof
import Recorder

/// Several sizes of a script's input.
struct SizeOptions: ParsableArguments {
  @Option(
    name: .customLong("sizes"),
    help: ArgumentHelp(
      "Also time the script at other sizes of its input.",
      discussion:
        "Numbers that take the place of {} in the script's arguments. The "
        + "largest is the one that is profiled; a curve through all of them "
        + "tells the largest input for each band of the coffee scale.",
      valueName: "n,n..."))
  var list: String?

  func validate() throws {
    guard let list else { return }
    let sizes = try Self.numbers(list)
    guard Set(sizes.map(\.value)).count > 1 else {
      throw ValidationError(
        "--sizes needs two different numbers or more: --sizes 1000,4000,16000")
    }
  }

  /// As written, and as a number.
  private static func numbers(
    _ list: String
  ) throws -> [(text: String, value: Double)] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map {
      let text = $0.trimmingPrefix { $0 == " " }
      guard let value = Double(text), value > 0, value.isFinite else {
        throw ValidationError(
          "--sizes takes numbers above 0 with commas between them, not "
            + "'\(text)'.")
      }
      return (String(text), value)
    }
  }

  /// The script's command at each size, the largest last; the command as it is
  /// where no sizes are asked for.
  /// - Throws: `ValidationError`, `InterpreterError`, `LaunchError`.
  func launches(of script: ScriptOptions) throws -> [SizedLaunch] {
    guard let list else { return [] }
    guard script.arguments.contains(where: { $0.contains("{}") }) else {
      throw ValidationError(
        "--sizes needs {} in the script's arguments, where the number goes: "
          + "swiftlet prove --sizes \(list) \(script.script.first ?? "") {}")
    }
    let launch = try script.launch()
    return try Self.numbers(list).sorted { $0.value < $1.value }.map { size in
      var sized = launch
      sized.arguments = launch.arguments.map {
        $0.replacing("{}", with: size.text)
      }
      return SizedLaunch(size: size.value, launch: sized)
    }
  }
}
