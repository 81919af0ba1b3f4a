import ProfileModel
import TestSupport

@testable import Advice

/// What the suites on verdicts share.
enum VerdictCase {
  static func advice(
    _ fixture: RecordingFixture, kernel: KernelOutlook = .unknown,
    project: Facts = Facts()
  ) throws -> (Conclusion, [Advice]) {
    let profile = Profile(fixture.recording)
    let advice = advise(
      profile, rules: try rules(),
      sources: EvidenceSources(
        kernel: { _ in kernel }, project: { _, _ in project }))
    return (Conclusion(advice, of: profile), advice)
  }

  /// The built-in rules, their patterns parsed.
  static func rules() throws -> Rules { try builtIn.get() }

  private static let builtIn = Result { () throws -> Rules in
    var rules = try Rules.builtIn()
    let problems = try rules.readPatterns(syntaxOfPython)
    guard problems.isEmpty else { throw problems[0] }
    return rules
  }

  static let rolling = """
    def rolling(values):
        scores = []
        prev = 0.0
        for v in values:
            prev = prev * 0.9 + v if v > prev else prev * 0.5
            scores.append(prev)
        return scores
    rolling([1.0])
    """

  static func rollingFixture() throws -> RecordingFixture {
    var fixture = try RecordingFixture(["main.py": rolling])
    fixture.sample(
      """
      main.py:5 < main.py:8 | 1500
      main.py:6 < main.py:8 | 400 c:list_append
      main.py:1 | 60
      """)
    return fixture
  }
}
