import Foundation
import ProfileModel

/// libFuzzer's own main function, for programs that have another one.
///
/// https://llvm.org/docs/LibFuzzer.html
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  >,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Everything that a report does with a recording before it asks the advice.
func read(_ data: Data) {
  guard let recording = try? Recording(contents: data, path: "input") else {
    return
  }
  let profile = Profile(recording)
  for hotspot in profile.hotspots { _ = profile.scope(of: hotspot) }
}

/// As it is, and with a header that makes it pass for whole.
@_cdecl("LLVMFuzzerTestOneInput")
func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeBufferPointer(start: start, count: count))
  read(data)
  read(RecordingFile.encode(data))
  return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, test))
