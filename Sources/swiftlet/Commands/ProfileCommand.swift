import ArgumentParser
import ProfileModel

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Run a script under the profiler and record it.",
    discussion: """
      The script runs exactly as under python: same output, same exit code. \
      The recording goes to .swiftlet/ in the working directory, or to the \
      file given with -o. Read it with `swiftlet advise`.

        swiftlet profile simulate.py --steps 100
        swiftlet profile -o run.swiftlet -m package.module
      """)

  @OptionGroup var recording: RecordingOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write the recording.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var script: ScriptOptions

  func run() throws {
    let recorded = try Pipeline.record(
      script.launch(), options: recording, output: output)
    Pipeline.remember(
      Profile(recorded.recording), in: recorded.path, isQuiet: recording.quiet)
    recorded.recording.run.ending.mirror()
  }
}
