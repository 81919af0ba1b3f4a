#define _GNU_SOURCE
#include "signals.h"

#include "clock.h"
#include "interpose.h"
#include "sampler.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What asks for samples. */
static void (*handle)(int, siginfo_t *, void *);

/* What the script set for SL_SIGNAL; the index tells which copy is whole. */
static struct sigaction scripted[2];
static _Atomic int scripted_index;

void sl_pass_on(int signal, siginfo_t *info, void *context) {
  const struct sigaction *action =
      &scripted[atomic_load_explicit(&scripted_index, memory_order_acquire)];
  if (action->sa_flags & SA_SIGINFO)
    action->sa_sigaction(signal, info, context);
  else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN)
    action->sa_handler(signal);
}

int sl_is_samplers(const siginfo_t *info) {
  const struct sl_ring *ring = sl_sampler_ring();
  return (info->si_code == SI_QUEUE || info->si_code == SI_TKILL) &&
         ring && info->si_pid == ring->shared->sampler;
}

/* Restarting spares the script interrupted system calls, unless it asked for
   them. On the alternate stack, where a thread has one: runtimes with small
   stacks of their own count on that. */
static void set_handler(int flags) {
  struct sigaction action = {.sa_sigaction = handle,
                             .sa_flags = SA_SIGINFO | SA_ONSTACK | flags};
  sigfillset(&action.sa_mask);
  sigaction(SL_SIGNAL, &action, NULL);
}

void sl_signals_install(void (*handler)(int, siginfo_t *, void *)) {
  handle = handler;
  sigaction(SL_SIGNAL, NULL, &scripted[0]);
  set_handler(SA_RESTART);
}

static int own_sigaction(int signal, const struct sigaction *new,
                         struct sigaction *old) {
  sl_sampler_ready();
  if (signal != SL_SIGNAL) return sigaction(signal, new, old);
  int index = atomic_load_explicit(&scripted_index, memory_order_relaxed);
  struct sigaction before = scripted[index];
  if (new) {
    scripted[!index] = *new;
    atomic_store_explicit(&scripted_index, !index, memory_order_release);
    int handled = (new->sa_flags & SA_SIGINFO) ||
                  (new->sa_handler != SIG_DFL && new->sa_handler != SIG_IGN);
    set_handler(handled ? new->sa_flags & SA_RESTART : SA_RESTART);
  }
  if (old) *old = before;
  return 0;
}

/* Not glibc's, which takes SI_TKILL for SI_USER. */
static int take_signal(const sigset_t *set, siginfo_t *info,
                       const struct timespec *timeout) {
  return (int)syscall(SYS_rt_sigtimedwait, set, info, timeout, _NSIG / 8);
}

/* A thread may block its signals between the sampler's look at its mask and
   the signal, which then stays pending where the script could see it. */
static int own_sigpending(sigset_t *set) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SL_SIGNAL);
  for (;;) {
    if (sigpending(set) < 0) return -1;
    if (sigismember(set, SL_SIGNAL) != 1) return 0;
    siginfo_t info;
    const struct timespec none = {0, 0};
    if (take_signal(&only, &info, &none) < 0) continue;
    if (sl_is_samplers(&info)) continue;
    syscall(SYS_rt_tgsigqueueinfo, getpid(), syscall(SYS_gettid), SL_SIGNAL,
            &info);
    return 0;
  }
}

static int own_sigtimedwait(const sigset_t *set, siginfo_t *info,
                            const struct timespec *timeout) {
  uint64_t begin = sl_nanoseconds();
  struct timespec left = timeout ? *timeout : (struct timespec){0, 0};
  for (;;) {
    siginfo_t got;
    int signal = take_signal(set, &got, timeout ? &left : NULL);
    if (signal == SL_SIGNAL && sl_is_samplers(&got)) {
      if (!timeout) continue;
      uint64_t whole = (uint64_t)timeout->tv_sec * 1000000000u +
                       (uint64_t)timeout->tv_nsec;
      uint64_t gone = sl_nanoseconds() - begin;
      uint64_t rest = gone < whole ? whole - gone : 0;
      left.tv_sec = (time_t)(rest / 1000000000u);
      left.tv_nsec = (long)(rest % 1000000000u);
      continue;
    }
    if (signal >= 0 && info) {
      *info = got;
      if (got.si_code == SI_TKILL) info->si_code = SI_USER; /* as glibc */
    }
    return signal;
  }
}

static int own_sigwaitinfo(const sigset_t *set, siginfo_t *info) {
  return own_sigtimedwait(set, info, NULL);
}

/* Unlike the others returns an error number, and is not interrupted. */
static int own_sigwait(const sigset_t *set, int *signal) {
  int got;
  do got = own_sigtimedwait(set, NULL, NULL);
  while (got < 0 && errno == EINTR);
  if (got < 0) return errno;
  *signal = got;
  return 0;
}

int sl_interpose_signals(void *address) {
  const struct sl_replacement replacements[] = {
      {"sigaction", (void *)own_sigaction},
      {"sigpending", (void *)own_sigpending},
      {"sigtimedwait", (void *)own_sigtimedwait},
      {"sigwaitinfo", (void *)own_sigwaitinfo},
      {"sigwait", (void *)own_sigwait},
  };
  return sl_interpose(address, replacements,
                      sizeof replacements / sizeof *replacements) & 1;
}
