import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Coroutines", .serialized)
struct EventLoopTests {
  private static let known = features.filter {
    CoroutineLayout($0.version) != nil
  }

  /// Nanoseconds by the functions on the stack, innermost first, up to the
  /// task.
  private func times(
    _ recording: Recording, _ states: Set<ThreadState>
  ) -> [[String]: Int] {
    var times: [[String]: Int] = [:]
    for sample in recording.samples where states.contains(sample.state) {
      let places = recording.places(sample.stack)
      guard
        let end = places.firstIndex(where: {
          CodeObject.task(named: "").file == $0.file
        })
      else { continue }
      let names = places[...end].map(\.function)
      times[names, default: 0] += sample.nanoseconds
    }
    return times
  }

  @Test(
    "Time is shown under its task, and where the task waits", arguments: known)
  func tasks(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import asyncio, time
      async def compute():
          end = time.thread_time() + 0.3
          while time.thread_time() < end:
              pass
      async def step():
          await compute()
      async def wait():
          await asyncio.sleep(1.5)
      async def fetch():
          await wait()
      async def give():
          for i in range(3):
              await asyncio.sleep(0.5)
              yield i
      async def take():
          async for _ in give(): pass
      async def main():
          named = asyncio.create_task(step(), name="the named one")
          await named
          await asyncio.gather(fetch(), fetch(), take())
      asyncio.run(main())
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let running = times(recording, .onCPU)
    let busy = running.max { $0.value < $1.value }?.key
    #expect(busy == ["compute", "step", "task the named one"])
    let waiting = times(recording, .offCPU)
    let fetching = waiting[["sleep", "wait", "fetch", "task fetch"]] ?? 0
    let taking = waiting[["sleep", "give", "take", "task take"]] ?? 0
    // Two tasks wait in the one place, one in the other, as long.
    #expect(fetching > taking)
    #expect(taking > 0)
    let all = recording.samples.filter { !$0.state.isOnCPU }
      .map(\.nanoseconds).reduce(0, +)
    #expect(Double(fetching + taking) > 0.5 * Double(all))
  }

  @Test("Waiting for other tasks counts only where all do", arguments: known)
  func waitingForTasks(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import asyncio
      async def produce(queue):
          await asyncio.sleep(1)
          await queue.put(None)
      async def consume(queue):
          await queue.get()
      async def main():
          queue = asyncio.Queue()
          async with asyncio.TaskGroup() as group:
              group.create_task(consume(queue))
              group.create_task(produce(queue))
          await asyncio.wait_for(asyncio.Event().wait(), 0.3)
      try: asyncio.run(main())
      except TimeoutError: pass
      """, with: python, in: folder)
    #expect(recording.run.ending == .exited(0))
    let waiting = times(recording, .offCPU)
    let most = waiting.max { $0.value < $1.value }?.key
    #expect(most == ["sleep", "produce", "task produce"])
    #expect(waiting.keys.contains { $0.first == "Event.wait" })
    #expect(!waiting.keys.contains { $0.contains("consume") })
  }

  @Test("Waiting time is divided and nothing of it lost")
  func dividing() {
    let groups = (0..<5).map {
      RecordingTables.Group(
        thread: 0, stack: $0, state: .blocked, native: nil)
    }
    for (count, nanoseconds) in [(1, 7), (3, 1000), (5, 4), (12, 999)] {
      let parts = WaitingPlaces(groups).parts(
        count: count, nanoseconds: UInt64(nanoseconds))
      #expect(parts.map(\.count).reduce(0, +) == count)
      #expect(parts.map(\.nanoseconds).reduce(0, +) == UInt64(nanoseconds))
      #expect(Set(parts.map(\.group)).count == min(count, 5))
    }
  }
}
