extension [String: KernelType] {
  /// The name of no variable yet; `made` counts those that were asked for.
  func freshName(_ stem: String, _ made: inout Int) -> String {
    var name: String
    repeat {
      made += 1
      name = "\(stem)\(made)"
    } while self[name] != nil
    return name
  }
}
