import CSampler
import Foundation
import ProfileModel

/// The memory from which each process of a run takes its ring.
@safe
final class SampleArena {
  let file: MemoryFile
  private let head: UnsafeMutablePointer<sl_arena>
  private let slotCount: UInt32

  /// - Throws: `LaunchError`.
  ///
  /// - Parameter memoryInterval: Bytes, on average, from one allocation that
  ///   is noted to the next; 0 for none.
  init(memoryInterval: Int = 0) throws(LaunchError) {
    file = try MemoryFile(named: "swiftlet-samples")
    var resized: Int32 = 0
    var slots = UInt32(SL_SLOTS)
    repeat {
      resized = sl_resize_file(file.descriptor, sl_arena_size(slots))
      if resized == 0 { break }
      slots /= 4
    } while slots > 0
    guard resized == 0 else {
      throw .cannotStart(
        resized == EFBIG
          ? "no room for samples under the limit on file sizes; raise it with: "
            + "ulimit -f unlimited" : systemMessage(resized))
    }
    guard let head = unsafe sl_arena_map(file.descriptor) else {
      throw .cannotStart(systemMessage(errno))
    }
    unsafe self.head = head
    slotCount = slots
    unsafe sl_arena_begin(head, getpid(), slots, UInt64(memoryInterval))
  }

  deinit { unsafe sl_arena_unmap(head) }

  /// Grows whenever a process takes a slot.
  var claimCount: UInt32 { unsafe sl_arena_claims(head) }

  /// Processes for which there was no slot.
  var refusedCount: Int { Int(unsafe sl_arena_refused(head)) }

  var takenSlots: [UInt32] {
    (0..<slotCount).filter { unsafe sl_arena_is_ready(head, $0) != 0 }
  }

  func ring(inSlot slot: UInt32) -> SharedRing? {
    SharedRing(slot: slot, of: file)
  }

  /// Gives back the slot of a process that is gone.
  func release(_ slot: UInt32) {
    unsafe sl_arena_release(head, file.descriptor, slot)
  }
}
