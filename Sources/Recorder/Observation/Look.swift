import CSampler

extension SampleRecord {
  /// The values in one frame's variables at one moment, as they lay in
  /// memory.
  struct Look {
    struct Node {
      var address: UInt64
      var type: UInt64
      /// Index of the container's node; for variables, 0.
      var parent: Int
      var role: sl_role
      /// Number of the variable, or place in the container.
      var place: Int
      /// The bytes from offset 16 on.
      var payload: [UInt8]

      /// An unsigned field by its offset from the value's begin.
      func field(_ offset: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in (0..<8).reversed() {
          value = value << 8 | UInt64(payload[offset - 16 + index])
        }
        return value
      }
    }

    var code: Int
    /// Its variables are the arguments of the call that came last.
    var isAtCall: Bool
    /// Its variables are those of the module that the code belongs to.
    var isOfModule: Bool
    var codeAddress: UInt64
    var names: UInt64
    var kinds: UInt64
    var localCount: Int
    var ownNanoseconds: UInt32
    /// Of the instruction that the frame was at; negative: not begun.
    var offset: Int32
    /// Containers before what is in them.
    var nodes: [Node]

    @unsafe
    init?(_ bytes: UnsafeRawBufferPointer) {
      let start = MemoryLayout<sl_look>.size
      let stride = MemoryLayout<sl_node>.stride
      guard bytes.count >= start else { return nil }
      let head = unsafe bytes.loadUnaligned(as: sl_look.self)
      let count = Int(head.node_count)
      guard count <= Int(SL_MAX_NODES), start + count * stride <= bytes.count
      else { return nil }
      code = Int(head.code)
      isAtCall = head.record.flags & UInt16(SL_AT_CALL.rawValue) != 0
      isOfModule = head.record.flags & UInt16(SL_OF_MODULE.rawValue) != 0
      codeAddress = head.code_address
      names = head.names
      kinds = head.kinds
      localCount = Int(min(head.local_count, 64))
      ownNanoseconds = head.own_nanoseconds
      offset = head.offset
      nodes = []
      for index in 0..<count {
        let place = start + index * stride
        let node = unsafe bytes.loadUnaligned(
          fromByteOffset: place, as: sl_node.self)
        let payload = place + stride - Int(SL_PAYLOAD)
        guard Int(node.parent) < max(1, index) else { return nil }
        nodes.append(
          Node(
            address: node.address, type: node.type, parent: Int(node.parent),
            role: sl_role(rawValue: UInt32(node.role)), place: Int(node.place),
            payload: unsafe Array(bytes[payload..<payload + Int(SL_PAYLOAD)])))
      }
    }
  }
}
