import CGzip
import Foundation

extension Data {
  /// As a gzip file; nil where it is too large.
  var gzipped: Data? {
    var output = Data(count: sl_gzip_bound(count))
    let size = unsafe withUnsafeBytes { input in
      unsafe output.withUnsafeMutableBytes { output in
        unsafe sl_gzip(
          input.bindMemory(to: UInt8.self).baseAddress, input.count,
          output.bindMemory(to: UInt8.self).baseAddress, output.count)
      }
    }
    return size > 0 ? output.prefix(size) : nil
  }
}
