import Glibc
import ProfileModel

extension Run.Ending {
  /// Ends this process as the script ended: with its exit code, or by the same
  /// signal, so that whoever started us sees what it would see of the script.
  func mirror() -> Never {
    switch self {
    case .exited(let code): exit(code)
    case .signalled(let number):
      // A core dump of ours would only hide the script's.
      var none = rlimit(rlim_cur: 0, rlim_max: 0)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
      _ = signal(number, SIG_DFL)
      var only = sigset_t()
      _ = unsafe sigemptyset(&only)
      _ = unsafe sigaddset(&only, number)
      _ = unsafe sigprocmask(SIG_UNBLOCK, &only, nil)
      raise(number)
      exit(128 + number)
    }
  }
}
