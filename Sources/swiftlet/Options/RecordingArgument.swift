import ArgumentParser

/// The recording that a command reads.
struct RecordingArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The recording to read. Default: the newest in .swiftlet/.",
      valueName: "recording"),
    completion: .file(extensions: ["swiftlet"]))
  var name: String?
}
