import Foundation
import Mustache

/// The templates of the page, with an escaping that holds for any text.
struct PageTemplates {
  private let library: MustacheLibrary

  /// The name of our kind of content.
  private static let contentType = "SWIFTLET_PAGE"

  init() throws {
    MustacheContentTypes.register(EscapedText(), named: Self.contentType)
    var library = MustacheLibrary()
    let sources = [
      "page": PackageResources.page_mustache,
      "summary": PackageResources.summary_mustache,
      "hotspot": PackageResources.hotspot_mustache,
      "kernel": PackageResources.kernel_mustache,
      "source": PackageResources.source_mustache,
      "proof": PackageResources.proof_mustache,
      "memory": PackageResources.memory_mustache,
      "timeline": PackageResources.timeline_mustache,
      "run": PackageResources.run_mustache,
    ]
    for (name, bytes) in sources {
      // Each template names it, because a partial starts with the default.
      try library.register(
        "{{% CONTENT_TYPE:\(Self.contentType)}}\n"
          + String(decoding: bytes, as: UTF8.self),
        named: name)
    }
    self.library = library
  }

  func render(_ page: Page) -> String {
    library.render(page, withTemplate: "page") ?? ""
  }
}

/// Escapes each markup character by itself. The library's own escaping goes by
/// grapheme, and misses a quote that a combining character follows.
struct EscapedText: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.unicodeScalars.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      // No page may hold these, however they are written.
      case "\t", "\n": result.append(scalar)
      case "\u{0}"..."\u{1f}", "\u{7f}":
        result.append("\u{fffd}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
