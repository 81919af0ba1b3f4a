import ArgumentParser

/// How a script is sampled.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Samples per second and thread, 1 to 20000.", valueName: "hz"))
  var rate: Double = 1000

  @Flag(
    help: ArgumentHelp(
      "Also count every call and loop of your own code.",
      discussion:
        "Exact numbers of calls and trips, how loops ended, and when they ran; "
        + "the script takes up to twice as long."))
  var trace = false

  @Flag(
    help: ArgumentHelp(
      "Show on the whole screen what the script does while it runs.",
      discussion:
        "What the script prints to the terminal appears when the view is left "
        + "with q, or the script has ended. It gets a terminal of its own."))
  var live = false

  @Flag(
    help: ArgumentHelp(
      "Also sample the memory that Python allocates, by line.",
      discussion: "One block in every 256 KB, on average."))
  var memory = false

  @Flag(
    help: ArgumentHelp(
      "Keep no arguments and results of calls in the recording.",
      discussion:
        "By default a few calls of hot functions are, 64 KB each at most, "
        + "readable by you alone."))
  var noCapture = false

  @Flag(name: .shortAndLong, help: "Print nothing of our own but errors.")
  var quiet = false

  func validate() throws {
    guard (1...20_000).contains(rate) else {
      throw ValidationError(
        "--rate \(rate) is out of range: give 1 to 20000 samples a second.")
    }
  }
}
