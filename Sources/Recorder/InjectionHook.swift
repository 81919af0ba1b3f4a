/// Prepares the changes of an `Injection` inside the host.
enum InjectionHook {
  /// Called in the host after libpython was loaded and before Python is
  /// initialised.
  static func install(_ injection: Injection) {}
}
