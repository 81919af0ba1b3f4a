import ArgumentParser
import Recorder

@main
struct Swiftlet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Is this Python loop worth leaving Python for?")

  static func main() {
    Host.runIfRequested(CommandLine.arguments)
    main(nil)
  }
}
