import Testing

@testable import ProfileModel

@Suite("Trips from what was seen of iterators")
struct LoopTripsTests {
  @Test("Long walks are seen more often, and count for less")
  func median() throws {
    // As a hundred walks of 10 would be seen beside three of 1000.
    let trips = try #require(LoopTrips([10: 100, 1000: 300]))
    #expect(trips.least == 10 && trips.most == 1000)
    #expect(trips.median == 10 && trips.sights == 400)
    #expect(LoopTrips([5: 1, 500: 400])?.median == 500)
  }

  @Test("Nothing seen, nothing said")
  func nothing() {
    #expect(LoopTrips([:]) == nil)
    #expect(LoopTrips([0: 3]) == nil)
  }
}
