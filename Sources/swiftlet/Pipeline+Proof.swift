import Foundation
import ProfileModel
import Proof

extension Pipeline {
  /// Keeps what proving found beside the recording that it began with, for
  /// reports to come. It can be found out again, so a failure is none.
  static func keep(_ proof: ProofReport, of recording: String?) {
    guard let recording, let data = try? JSONEncoder().encode(proof) else {
      return
    }
    try? PrivateFile.write(data, to: proofPath(of: recording))
  }

  /// What proving found, where it was tried.
  static func proof(of recording: String) -> ProofReport? {
    FileManager.default.contents(atPath: proofPath(of: recording)).flatMap {
      try? JSONDecoder().decode(ProofReport.self, from: $0)
    }
  }

  private static func proofPath(of recording: String) -> String {
    recording + ".proof"
  }
}
