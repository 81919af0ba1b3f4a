import Testing

extension Scratch {
  /// Writes `main.py`, whose function `work` has one hot loop, in its lines 3
  /// and 4, that runs as often as `trips`, an expression in Python, says.
  func writeLoop(trips: String) throws {
    try write(
      """
      def work(n):
          total = 0
          for i in range(n):
              total += i * i % 7
          return total

      import sys
      print(work(\(trips)))
      """, to: "main.py")
  }

  /// Writes and profiles it.
  func recordLoop(trips: Int, to name: String = "recording") throws {
    try writeLoop(trips: "\(trips)")
    let made = swiftlet("profile", "-o", name, "main.py")
    try #require(made.ending == .exited(0), "\(made.errors)")
  }
}
