import Foundation
import ProfileModel

/// Tells where native code was running when a sample was taken.
final class NativeResolver {
  init(process: pid_t) {}

  func frame(of sample: SampleRecord.Sample) -> NativeFrame? { nil }
}
