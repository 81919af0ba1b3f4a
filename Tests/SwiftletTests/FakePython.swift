import Testing

/// An interpreter that says something else of itself than is true: the way to
/// meet a version that this machine does not have.
struct FakePython {
  var path: String

  /// `change` is Python statements that run before the question is asked.
  init(in scratch: Scratch, changing change: String) throws {
    let real = try #require(Python.all.first)
    let prelude = try scratch.write(
      """
      import builtins, json, sys, sysconfig
      variables = sysconfig.get_config_vars()
      \(change)
      program = sys.argv.pop(1)
      exec(compile(program, "<string>", "exec"))
      """, to: "fake/prelude.py")
    path = try scratch.write(
      """
      #!/bin/sh
      while [ "$1" != -c ]; do shift; done
      shift
      exec '\(real.path)' -I -S '\(prelude)' "$@"
      """, to: "fake/python", executable: true)
  }
}
