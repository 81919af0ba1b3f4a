import Foundation
import ProfileModel

/// The file format of speedscope.
///
/// https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources
struct SpeedscopeFile: Encodable {
  struct Frame: Encodable {
    var name: String
    var file: String?
    var line: Int?
  }

  struct Shared: Encodable {
    var frames: [Frame]
  }

  struct Profile: Encodable {
    var type = "sampled"
    var name: String
    var unit = "nanoseconds"
    var startValue = 0
    var endValue: Int
    /// Indices into the frames, outermost first.
    var samples: [[Int]]
    var weights: [Int]
  }

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, shared, profiles, name, exporter, activeProfileIndex
  }

  var schema = "https://www.speedscope.app/file-format-schema.json"
  var version = "0.0.1"
  var shared: Shared
  var profiles: [Profile]
  var name: String
  var exporter = "swiftlet"
  var activeProfileIndex = 0

  init(_ tree: CallTree) {
    name = tree.title
    shared = Shared(
      frames: tree.places.map {
        Frame(name: $0.name, file: $0.file, line: $0.line)
      })
    profiles = tree.threads.map { thread in
      let weights = thread.weights(in: tree)
      return Profile(
        name: thread.name, endValue: thread.nanoseconds,
        samples: weights.map(\.path), weights: weights.map(\.nanoseconds))
    }
    // It opens no file without a profile.
    if profiles.isEmpty {
      profiles = [Profile(name: name, endValue: 0, samples: [], weights: [])]
    }
  }

  var data: Data { get throws { try json } }
}
