import ArgumentParser
import ProfileModel

/// Which time of a recording is looked at.
struct ViewOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which time counts: wall (all, waiting included), cpu (on the CPU), or "
        + "gil (on the CPU with Python's global lock held)."))
  var view: TimeView?
}

extension TimeView: ExpressibleByArgument {}
