import ArgumentParser

/// How kernels are built.
struct BuildingOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Build every kernel anew.",
      discussion:
        "Otherwise one that was built before, from the same sources by the "
        + "same compiler, is taken from swiftlet/kernels in the user's cache "
        + "($XDG_CACHE_HOME, else ~/.cache)."))
  var noCache = false
}
