import Advice
import Foundation
import ProfileModel
import Report
import TestSupport

/// Runs whose names and sources are markup wherever they can be.
enum PageFixture {
  static let evil = "</script><img src=x onerror=document.title=1>"
  /// A quote that is one character with what follows it.
  static let combined = "\"\u{301} onfocus=document.title=1 x='\u{301}"

  static func document() throws -> ReportDocument {
    let name = "a<b>&\(combined).py"
    var fixture = try RecordingFixture([
      name: """
      # \(evil) \(combined)
      def rolling(values):
          scores = []
          prev = 0.0
          for v in values:
              prev = prev * 0.9 + v if v > prev else prev * 0.5
              scores.append(prev)
          return scores

      def setup(n):
          text = "\(evil)"
          return [float(i) for i in range(n)]

      rolling(setup(9))
      """
    ])
    fixture.sample(
      """
      \(name):6 < \(name):14 | 3000
      \(name):7 < \(name):14 | 900 c:list_append
      \(name):12 < \(name):14 | 280
      @</script><img/src=x> \(name):6 < \(name):14 | 100
      \(name):1 | 400 waiting
      """)
    fixture.observe("rolling", ["values": [.list(.float)], "v": [.float]])
    var recording = fixture.recording
    recording.threads.append(ThreadDescription(id: 7, name: evil))
    for index in [0, 4] {
      var group = recording.samples[index]
      group.thread = 1
      recording.samples.append(group)
    }
    let profile = Profile(recording)
    var document = ReportDocument(
      profile: profile,
      advice: advise(
        profile, rules: try Rules.builtIn(),
        sources: EvidenceSources(kernel: { _ in .translatable(.init()) })),
      notes: ["The note \(evil) \(combined)"])
    document.kernels["H1"] = """
      import KernelShim

      /// `rolling`, lines 2-8 of the Python source.
      func rolling(_ values: FixedList<Double>) -> List<Double> {
        // scores = []
        let scores = List<Double>()
        // for v in values:
        for v in Items(values) {
          // scores.append(prev)
          scores.append(prev) // \(evil)
        }
        // return scores
        return scores
      }
      """
    return document
  }

  /// As many distinct stacks as a long run has, and more samples.
  static func large() throws -> ReportDocument {
    var recording = try RecordingFixture([
      "big.py": "for i in range(9):\n    print(i)\n"
    ]).recording
    recording.codes = (0..<400).map {
      CodeObject(
        file: "/project/package/module_\($0 % 40).py",
        qualifiedName: "Class.method_with_a_long_name_\($0)",
        firstLine: $0 + 1)
    }
    recording.frames = recording.codes.indices.map {
      Frame(code: $0, position: nil)
    }
    var state: UInt64 = 1
    for index in 0..<60_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let parent = index < 5 ? nil : Int(state >> 33) % index
      recording.stacks.append(
        StackNode(parent: parent, frame: Int(state >> 40) % 400))
      recording.samples.append(
        SampleGroup(
          thread: 0, stack: index, state: .running, native: nil, count: 17,
          nanoseconds: 17_000_000 + Int(state >> 44)))
    }
    let profile = Profile(recording)
    return ReportDocument(
      profile: profile,
      advice: advise(profile, rules: try Rules.builtIn()))
  }
}
