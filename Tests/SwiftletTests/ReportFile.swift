import Foundation

/// What the tests read of `--json FILE`.
struct ReportFile: Decodable {
  struct Split: Decodable {
    var interpreter: Double
    var interpreterC: Double
    var native: Double
    var waiting: Double

    enum CodingKeys: String, CodingKey {
      case interpreter, native, waiting
      case interpreterC = "interpreter_c"
    }
  }

  struct Answer: Decodable {
    var id: String
    var answer: String
    var evidence: [String]
  }

  struct Kernel: Decodable {
    var status: String
  }

  struct Hotspot: Decodable {
    var id: String
    var function: String
    var file: String
    var lines: [Int]
    var share: Double
    var interval: [Double]
    var split: Split
    var verdict: String
    var reason: String?
    var checklist: [Answer]
    var kernel: Kernel?

    enum CodingKeys: String, CodingKey {
      case id, function, file, lines, split, verdict, reason, checklist, kernel
      case share = "cpu_share"
      case interval = "cpu_share_interval"
    }
  }

  var hotspots: [Hotspot]
  var samples: Int

  init(at path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    self = try JSONDecoder().decode(Self.self, from: data)
  }
}

/// What the tests read of `prove --json FILE`.
struct ProofFile: Decodable {
  struct Kernel: Decodable {
    var function: String
    var status: String
    var why: String?
    var calls: Int
    var speedup: Double?

    enum CodingKeys: String, CodingKey {
      case function, status, why, speedup
      case calls = "calls_checked"
    }
  }

  var kernels: [Kernel]
  /// Nil where no kernel came so far.
  var before: Double?
  var after: Double?
  var sameOutput: Bool?

  enum CodingKeys: String, CodingKey {
    case kernels
    case before = "before_seconds"
    case after = "after_seconds"
    case sameOutput = "same_output"
  }

  init(at path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    self = try JSONDecoder().decode(Self.self, from: data)
  }
}
