import Foundation
import PprofMessages
import ProfileModel
import SwiftProtobuf

extension CallTree {
  /// The profile as `pprof` reads it: compressed protocol buffers.
  func pprof() throws -> Data {
    let message = try pprofMessage.serializedData()
    guard let compressed = message.gzipped else {
      throw ExportError(
        description: "the profile is too large for pprof's format")
    }
    return compressed
  }

  private var pprofMessage: PprofProfile {
    var texts = Interned("")
    func text(_ string: String) -> Int64 { Int64(texts.index(of: string)) }
    func type(_ name: String, _ unit: String) -> PprofValueType {
      .with {
        $0.type = text(name)
        $0.unit = text(unit)
      }
    }
    var profile = PprofProfile()
    profile.sampleType = [
      type("samples", "count"), type(view.rawValue, "nanoseconds"),
    ]
    profile.defaultSampleType = text(view.rawValue)
    profile.periodType = type(view.rawValue, "nanoseconds")
    profile.period = Int64(1e9 / rate)
    profile.timeNanos = Int64(run.started.timeIntervalSince1970 * 1e9)
    profile.durationNanos = Int64(run.wallSeconds * 1e9)
    profile.comment = [text(title)]
    addPlaces(to: &profile, text: text)
    let (threadKey, idKey, stateKey) = (
      text("thread"), text("thread_id"), text("state")
    )
    for thread in threads {
      for sample in thread.samples {
        profile.sample.append(
          .with {
            $0.locationID = path(to: sample.node).reversed().map {
              UInt64($0 + 1)
            }
            $0.value = [Int64(sample.count), Int64(sample.nanoseconds)]
            $0.label = [
              .with {
                $0.key = threadKey
                $0.str = text(thread.name)
              },
              .with {
                $0.key = idKey
                $0.num = Int64(thread.id)
              },
              .with {
                $0.key = stateKey
                $0.str = text(sample.state.label)
              },
            ]
          })
      }
    }
    profile.stringTable = texts.values
    return profile
  }

  /// A location for each place; its number is the place's, from 1 on.
  private func addPlaces(
    to profile: inout PprofProfile, text: (String) -> Int64
  ) {
    var functions = Interned<Place>()
    for (index, place) in places.enumerated() {
      var function = place
      function.line = nil
      let id = UInt64(functions.index(of: function) + 1)
      if id > profile.function.count {
        profile.function.append(
          .with {
            $0.id = id
            $0.name = text(place.name)
            $0.systemName = text(place.name)
            $0.filename = text(place.file ?? "")
            $0.startLine = Int64(place.firstLine ?? 0)
          })
      }
      profile.location.append(
        .with {
          $0.id = UInt64(index + 1)
          $0.line = [
            .with {
              $0.functionID = id
              $0.line = Int64(place.line ?? 0)
            }
          ]
        })
    }
  }
}

extension ThreadState {
  /// What a thread in it does.
  var label: String {
    switch self {
    case .running: "running"
    case .runningWithoutGIL: "running without the GIL"
    case .waiting: "waiting"
    case .waitingForGIL: "waiting for the GIL"
    case .blocked: "blocked"
    }
  }
}
