import ArgumentParser
import Export
import ProfileModel

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a recording in the format of another tool.",
    discussion: """
      A recording keeps how much time each stack took, not when: in formats \
      with a time axis, the stacks stand one after the other. Of one made \
      with --trace, chrome shows calls and loops when they really ran.

        swiftlet export --format html -o flame.html
        swiftlet export --format pprof --view wall -o run.pb.gz run.swiftlet
      """)

  @Option(
    help: ArgumentHelp(
      "The format: collapsed (stacks for flamegraph.pl), speedscope, pprof, "
        + "firefox (the Firefox Profiler), chrome (trace events, for Perfetto "
        + "too), or html (a flame graph in one file)."))
  var format: ExportFormat

  @OptionGroup var view: ViewOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file())
  var output: String

  @OptionGroup var recording: RecordingArgument

  func run() throws {
    let file = OutputFile(output)
    try file.check()
    let recording = try Pipeline.read(recording.name)
    try file.write(try format.data(of: recording, view: view.view ?? .cpu))
  }
}

extension ExportFormat: ExpressibleByArgument {}
