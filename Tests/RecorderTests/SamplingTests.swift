import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Sampling", .serialized)
struct SamplingTests {
  @Test("Time goes to the loop that takes it", arguments: interpreters)
  func proportion(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      def spin(seconds):
          end = time.thread_time() + seconds
          while time.thread_time() < end:
              pass
      def long():
          spin(0.6)
      def short():
          spin(0.2)
      long()
      short()
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let long = recording.share(of: "long")
    let short = recording.share(of: "short")
    #expect(abs(long / (long + short) - 0.75) < 0.05)
  }
}
