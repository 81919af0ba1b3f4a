import ArgumentParser

@main
struct Swiftlet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Is this Python loop worth leaving Python for?")
}
