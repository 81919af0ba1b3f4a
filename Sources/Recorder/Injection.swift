/// What the host changes in the script's code before it runs.
package struct Injection: Codable, Sendable {
  package init() {}
}
