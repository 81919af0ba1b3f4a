extension Criterion {
  /// Yes or no where the fact is on one side of the threshold, with all of
  /// its interval; unclear where it is not known or the interval straddles.
  package func answer(_ facts: Facts) -> Advice.Item {
    let extra = ["threshold": fact.unit.text(threshold)]
    guard let known = facts[fact] else {
      let why = facts.reasonsUnknown[fact]
      return item(.unclear, [why ?? unclear.text(facts, also: extra)])
    }
    let interval = known.interval ?? known.value...known.value
    let all: Bool
    let none: Bool
    switch comparison {
    case .atLeast:
      all = interval.lowerBound >= threshold
      none = interval.upperBound < threshold
    case .atMost:
      all = interval.upperBound <= threshold
      none = interval.lowerBound > threshold
    }
    let (answer, text): (Advice.Answer, Template) =
      all ? (.yes, yes) : none ? (.no, no) : (.unclear, unclear)
    return item(answer, [text.text(facts, also: extra)] + known.details)
  }

  private func item(
    _ answer: Advice.Answer, _ evidence: [String]
  ) -> Advice.Item {
    Advice.Item(
      id: id, question: question, answer: answer, evidence: evidence,
      advice: answer == .no ? advice : "")
  }
}
