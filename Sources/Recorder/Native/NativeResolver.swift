import CSampler
import Foundation
import ProfileModel

/// Tells where native code was running when a sample was taken, and whether
/// that is the interpreter at its bytecode, the interpreter doing the work of
/// one call, or somebody else's code.
final class NativeResolver {
  /// What a library is to the interpreter.
  private enum Role {
    case python
    /// Part of every process: its time is that of whoever called it.
    case system
    /// An extension module of the standard library.
    case standardLibrary
    /// What is around the interpreter: its program, where that is only a
    /// shell for a library, and ours.
    case shell
    case other
  }

  private struct Place {
    var image: NativeImage
    var role: Role
    /// What to subtract from an address to get the file's own.
    var bias: UInt64
  }

  private let space: AddressSpace
  private let images: NativeImages
  private let process: pid_t
  private let ring: SharedRing
  private let library: String
  private let executable: String
  private var places: [UInt64: Place] = [:]
  private var python: PythonFunctions?
  private var lastFrames: [UInt64: NativeFrame] = [:]

  /// Steps of a walk at most: the work of a call is a few functions deep.
  private static let depth = 16

  init(ring: SharedRing, images: NativeImages) {
    process = ring.process
    self.ring = ring
    // The file that has the interpreter's code has its types, too.
    library =
      AddressSpace.path(at: ring.layout.code_type, of: process) ?? ""
    // Read at once: the script may replace the program.
    executable =
      (try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/exe")) ?? ""
    space = AddressSpace(process: process)
    self.images = images
  }

  /// Nil where nothing is known.
  func frame(of sample: SampleRecord.Sample) -> NativeFrame? {
    guard var stack = NativeStack(sample) else { return nil }
    // Without a stack there is nothing but the program counter to go by.
    if sample.stack.isEmpty, let known = lastFrames[stack.programCounter] {
      return known
    }
    let first = stack.programCounter
    let frame = resolve(&stack)
    if sample.stack.isEmpty, let frame { lastFrames[first] = frame }
    return frame
  }

  private func resolve(_ stack: inout NativeStack) -> NativeFrame? {
    /// The innermost frame: what is left where no caller is found.
    var innermost: NativeFrame?
    var chain: [PythonFunctions.Function] = []
    walk: for _ in 0..<Self.depth {
      let address = stack.lookupAddress
      guard let mapping = space.mapping(at: address) else { break }
      guard let place = place(of: mapping, address) else {
        // Code made at run time, as just-in-time compilers do.
        return chain.isEmpty
          ? NativeFrame(
            domain: .native, module: "[generated code]", symbol: nil)
          : pythonFrame(chain)
      }
      let own = address &- place.bias
      switch place.role {
      case .shell: break walk
      case .other:
        return NativeFrame(
          domain: .native, module: place.image.name,
          symbol: symbol(place.image, own))
      case .standardLibrary:
        return NativeFrame(
          domain: .interpreterC, module: place.image.name,
          symbol: symbol(place.image, own))
      case .system:
        innermost =
          innermost
          ?? NativeFrame(
            domain: .native, module: place.image.name,
            symbol: symbol(place.image, own))
      case .python:
        let functions =
          python
          ?? PythonFunctions(
            place.image, bias: place.bias, process: process)
        if python == nil { ring.setQuiet(functions.evaluation) }
        python = functions
        let function = functions.function(at: address)
        if function.isEvaluation {
          return pythonFrame(chain.isEmpty ? [function] : chain)
        }
        chain.append(function)
      }
      guard let table = place.image.unwindTable,
        stack.step(table, bias: place.bias)
      else { break }
    }
    return chain.isEmpty ? innermost : pythonFrame(chain)
  }

  /// From functions of the interpreter, innermost first, down to the
  /// evaluation loop.
  private func pythonFrame(_ chain: [PythonFunctions.Function]) -> NativeFrame {
    let module = python?.module ?? ""
    if let work = chain.first(where: { $0.kind == .call }) {
      return NativeFrame(
        domain: .interpreterC, module: module, symbol: work.name)
    }
    if let work = chain.first(where: { $0.kind == .integer }) {
      return NativeFrame(
        domain: .interpreterC, module: module,
        symbol: Self.bigMark + (work.name ?? ""))
    }
    if let frame = strippedInteger(chain, module) { return frame }
    return NativeFrame(
      domain: .interpreter, module: module,
      symbol: chain.lazy.compactMap(\.name).first)
  }

  /// In a stripped library, the functions below an operation of `int` have no
  /// names: those that the operation does not call itself, or that call
  /// themselves, are for big integers.
  private func strippedInteger(
    _ chain: [PythonFunctions.Function], _ module: String
  ) -> NativeFrame? {
    guard let inner = chain.first, inner.isUnnamed,
      let slot = chain.first(where: \.isIntegerSlot)
    else { return nil }
    // Called by anything but the evaluation loop or the slot's wrapper.
    let isDeep = chain.count > 1 && chain[1].isUnnamed && !chain[1].isSlot
    let isBig = !inner.isIntegerSlot || isDeep
    return NativeFrame(
      domain: isBig ? .interpreterC : .interpreter, module: module,
      symbol: (isBig ? Self.bigMark : Self.smallMark) + (slot.name ?? ""))
  }

  // Integer arithmetic is work where the integers are big, which functions
  // alone do not tell for sure. Until it is known what values there were,
  // such frames are marked with what they seem to be.
  private static let bigMark = "\u{1}"
  private static let smallMark = "\u{2}"

  /// A frame without its mark. `integersAreBig` is what was seen of the
  /// values, nil where nothing was.
  static func settled(
    _ frame: NativeFrame, integersAreBig: Bool?
  ) -> NativeFrame {
    guard let symbol = frame.symbol,
      symbol.hasPrefix(bigMark) || symbol.hasPrefix(smallMark)
    else { return frame }
    var frame = frame
    let name = String(symbol.dropFirst())
    frame.symbol = name.isEmpty ? nil : name
    if let integersAreBig {
      frame.domain = integersAreBig ? .interpreterC : .interpreter
    }
    return frame
  }

  private func symbol(_ image: NativeImage, _ address: UInt64) -> String? {
    image.image.flatMap { elf in
      elf.function(at: address).flatMap { elf.name($0) }
    }
  }

  private func place(
    of mapping: AddressSpace.Mapping, _ address: UInt64
  ) -> Place? {
    if let known = places[mapping.range.lowerBound],
      known.image.name == URL(fileURLWithPath: mapping.path).lastPathComponent
    {
      return known
    }
    guard !mapping.path.isEmpty else { return nil }
    let image = images.image(mapping.path)
    let own = image.image?.address(ofOffset: mapping.offset)
    let place = Place(
      image: image, role: role(mapping.path),
      bias: mapping.range.lowerBound &- (own ?? 0))
    places[mapping.range.lowerBound] = place
    return place
  }

  private func role(_ path: String) -> Role {
    if path == library { return .python }
    if path == executable || path.hasSuffix("/libSwiftletRecorder.so") {
      return .shell
    }
    if path.contains("/lib-dynload/") {
      let name = URL(fileURLWithPath: path).lastPathComponent
      // Their functions are a few instructions each.
      let cheap = ["math.", "cmath.", "_operator.", "_random.", "_bisect."]
      return cheap.contains { name.hasPrefix($0) } ? .system : .standardLibrary
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    let system = [
      "libc.so", "libc-", "libm.so", "libm-", "libpthread", "ld-linux",
      "ld-musl", "libdl", "librt", "libgcc_s", "[vdso]", "libasan",
      "libjemalloc", "libtcmalloc", "libmimalloc",
    ]
    return system.contains { name.hasPrefix($0) } ? .system : .other
  }
}
