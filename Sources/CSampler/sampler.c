#define _GNU_SOURCE
#include "sampler.h"

#include "interpose.h"
#include "look.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Everything below runs in the user's process. The handler allocates and
   locks nothing and touches no memory of the script's except through the
   kernel (see walk.h); see signal-safety(7). */

static struct sl_ring ring;
static void *(*this_thread_state)(void);
static void *(*gil_holder)(void);

/* CPU time of this thread at its last sample. Part of the program itself, so
   that reaching it never allocates. */
static __thread uint64_t last_cpu;
static __thread int32_t thread_id;
static __thread unsigned interruptions;
/* Times that it lost a processor. */
static __thread long last_switches;
static __thread unsigned postponements;

/* Too large for the stack of a small thread. */
enum { WALKS = 16 };
static struct sl_walk walks[WALKS];
static atomic_flag taken[WALKS];

/* One look at a time. */
static struct sl_looking looking;
static atomic_flag is_looking;

static void (*open_window)(void);

/* What the script set for SL_SIGNAL; the index tells which copy is whole. */
static struct sigaction scripted[2];
static _Atomic int scripted_index;

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void read_registers(const ucontext_t *context, uint64_t *registers,
                           uint64_t *counter, uint64_t *stack) {
  memset(registers, 0, SL_REGISTERS * sizeof *registers);
#if defined(__x86_64__)
  static const int order[] = {REG_RIP, REG_RSP, REG_RBP, REG_RBX, REG_R12,
                              REG_R13, REG_R14, REG_R15, REG_R10};
  for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
    registers[i] = (uint64_t)context->uc_mcontext.gregs[order[i]];
#elif defined(__aarch64__)
  registers[0] = context->uc_mcontext.pc;
  registers[1] = context->uc_mcontext.sp;
  registers[2] = context->uc_mcontext.regs[29];
  registers[3] = context->uc_mcontext.regs[30];
  for (int i = 0; i < 10; i++)
    registers[4 + i] = context->uc_mcontext.regs[19 + i];
#else
#error "samples are taken on x86-64 and on 64-bit ARM only"
#endif
  *counter = registers[0];
  *stack = registers[1];
}

static int is_quiet(uint64_t counter) {
  for (int i = 0; i < SL_QUIET_RANGES; i++) {
    const struct sl_range *range = &ring.shared->quiet[i];
    if (counter >= range->begin && counter < range->end) return 1;
  }
  return 0;
}

/* Another thread's state may be freed meanwhile. */
static int is_own_state(uint64_t state) {
  uint64_t id = 0;
  return state &&
         sl_read(sl_shared_process(ring.shared),
                 state + ring.shared->layout.thread_native_id, &id,
                 sizeof id) &&
         id == (uint64_t)thread_id;
}

/* Whether the thread stood in line for a processor when it was asked for a
   sample, and has one only now. It stands where it lost the last one, which is
   no accident: mostly behind a system call. Its CPU time is left to the next
   sample. (One that is late for the length of a system call has lost no
   processor, and is that call's.) Not for ever, or a thread that never answers
   at once would never be seen. */
static int stood_in_line(uint64_t asked, uint64_t now) {
  enum { PROMPT = 200000, MOST = 8 };
  struct rusage usage;
  if (getrusage(RUSAGE_THREAD, &usage) < 0) return 0;
  int has_lost_processor = usage.ru_nivcsw != last_switches;
  last_switches = usage.ru_nivcsw;
  if (!asked || now < asked + PROMPT || !has_lost_processor ||
      postponements == MOST) {
    postponements = 0;
    return 0;
  }
  postponements++;
  return 1;
}

static void take_sample(const ucontext_t *context, uint64_t asked) {
  uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
  if (stood_in_line(asked, begin)) {
    atomic_fetch_add_explicit(&ring.shared->postponed, 1, memory_order_relaxed);
    return;
  }
  int index = 0;
  while (index < WALKS &&
         atomic_flag_test_and_set_explicit(&taken[index], memory_order_acquire))
    index++;
  if (index == WALKS) {
    atomic_fetch_add_explicit(&ring.shared->lost, 1, memory_order_relaxed);
    return;
  }
  struct sl_walk *walk = &walks[index];
  walk->pid = sl_shared_process(ring.shared);
  walk->is_own = 1;
  walk->ring = &ring;
  walk->now = begin;
  uint64_t cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  uint64_t registers[SL_REGISTERS], counter, stack;
  read_registers(context, registers, &counter, &stack);
  uint64_t state = (uint64_t)(uintptr_t)this_thread_state();
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  sl_walk_frames(walk, state);
  uint16_t flags = 0;
  if (!state) {
    flags = SL_WITHOUT_GIL;
  } else if (gil_holder && walk->count) {
    /* From 3.12 on the holder is a variable of the thread, which the loader
       may have to allocate when it is first used: a thread with frames has
       used it before. */
    uint64_t holder = (uint64_t)(uintptr_t)gil_holder();
    if (holder != state) {
      if (is_own_state(holder)) {
        /* A subinterpreter runs, on top of what the thread began with. */
        state = holder;
        sl_walk_frames(walk, state);
      } else {
        flags = SL_WITHOUT_GIL;
      }
    }
  }
  uint64_t own = nanoseconds(CLOCK_MONOTONIC) - begin;
  int written =
      sl_write_sample(walk, thread_id, state, cpu - last_cpu, registers,
                      is_quiet(counter) ? 0 : stack, (uint32_t)own, flags);
  /* The next sample stands for the time of one that was lost, too. */
  if (written) last_cpu = cpu;
  if (walk->interesting_id &&
      atomic_load_explicit(&ring.shared->look_wanted, memory_order_relaxed) &&
      !atomic_flag_test_and_set_explicit(&is_looking, memory_order_acquire)) {
    atomic_store_explicit(&ring.shared->look_wanted, 0, memory_order_relaxed);
    const struct sl_looked_at at = {
        &ring, walk->pid, walk->interesting_frame, walk->interesting_code,
        walk->interesting_id, walk->interesting_offset, SL_MAX_LOCALS};
    sl_look_at_locals(&at, 0, &looking);
    atomic_flag_clear_explicit(&is_looking, memory_order_release);
  }
  atomic_flag_clear_explicit(&taken[index], memory_order_release);
  if (open_window &&
      atomic_exchange_explicit(&ring.shared->window_wanted, 0,
                               memory_order_acquire))
    open_window();
}

static void pass_on(int signal, siginfo_t *info, void *context) {
  const struct sigaction *action =
      &scripted[atomic_load_explicit(&scripted_index, memory_order_acquire)];
  if (action->sa_flags & SA_SIGINFO)
    action->sa_sigaction(signal, info, context);
  else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN)
    action->sa_handler(signal);
}

static int is_samplers(const siginfo_t *info) {
  return (info->si_code == SI_QUEUE || info->si_code == SI_TKILL) &&
         ring.shared && info->si_pid == ring.shared->sampler;
}

/* When it was sent; 0 where it does not say. */
static uint64_t time_asked(const siginfo_t *info) {
  return info->si_code == SI_QUEUE
             ? (uint64_t)(uintptr_t)info->si_value.sival_ptr
             : 0;
}

/* Whether a system call has come to its end because of this signal alone: the
   thread goes on right behind the call, and no other signal is about to be
   handled there. One that came at the same time and was first has had the
   thread go on in its handler. */
static int has_ended_call(const ucontext_t *context, uint64_t counter) {
#if defined(__x86_64__)
  static const unsigned char call[] = {0x0f, 0x05};
#else
  static const unsigned char call[] = {0x01, 0x00, 0x00, 0xd4};
#endif
  uint64_t pending = 0, blocked;
  if (counter % 4096 < sizeof call ||
      memcmp((const char *)(uintptr_t)counter - sizeof call, call,
             sizeof call) != 0)
    return 0;
  memcpy(&blocked, &context->uc_sigmask, sizeof blocked);
  syscall(SYS_rt_sigpending, &pending, sizeof pending);
  return !(pending & ~blocked & ~((uint64_t)1 << (SL_SIGNAL - 1)));
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  int saved = errno;
  if (is_samplers(info)) {
    uint64_t registers[SL_REGISTERS], counter, stack;
    read_registers(context, registers, &counter, &stack);
    interruptions += (unsigned)has_ended_call(context, counter);
    take_sample(context, time_asked(info));
  } else {
    pass_on(signal, info, context);
  }
  errno = saved;
}

/* Restarting spares the script interrupted system calls, unless it asked for
   them. On the alternate stack, where a thread has one: runtimes with small
   stacks of their own count on that. */
static void set_handler(int flags) {
  struct sigaction action = {.sa_sigaction = on_signal,
                             .sa_flags = SA_SIGINFO | SA_ONSTACK | flags};
  sigfillset(&action.sa_mask);
  sigaction(SL_SIGNAL, &action, NULL);
}

void sl_sampler_install(struct sl_ring *mapped, void *(*thread_state)(void),
                        void *(*holder)(void)) {
  ring = *mapped;
  this_thread_state = thread_state;
  gil_holder = holder;
  sigaction(SL_SIGNAL, NULL, &scripted[0]);
  set_handler(SA_RESTART);
}

unsigned sl_sampler_interruptions(void) { return interruptions; }

struct sl_ring *sl_sampler_ring(void) { return ring.shared ? &ring : NULL; }

int sl_sampler_walk_here(struct sl_walk *walk, int32_t *thread) {
  /* Until the sampler has filled in the layout nothing can be walked. */
  if (!ring.shared || !ring.shared->layout.code_instructions) return 0;
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  *thread = thread_id;
  walk->pid = sl_shared_process(ring.shared);
  walk->is_own = 1;
  walk->ring = &ring;
  walk->now = nanoseconds(CLOCK_MONOTONIC);
  sl_walk_frames(walk, (uint64_t)(uintptr_t)this_thread_state());
  return walk->count > 0;
}

void sl_sampler_on_window(void (*function)(void)) { open_window = function; }

void sl_sampler_describe(struct sl_shared *shared) {
  shared->layout = ring.shared->layout;
  shared->runtime = ring.shared->runtime;
  shared->runtime_size = ring.shared->runtime_size;
  shared->version = ring.shared->version;
  shared->modules = ring.shared->modules;
}

void sl_sampler_continue(const struct sl_ring *mapped) {
  struct sl_ring before = ring;
  ring = mapped ? *mapped : (struct sl_ring){NULL, NULL};
  sl_ring_unmap(&before);
  /* What other threads were at when the process was split. */
  for (int i = 0; i < WALKS; i++) atomic_flag_clear(&taken[i]);
  atomic_flag_clear(&is_looking);
  thread_id = 0;
  sl_sampler_ready();
}

int sl_sampler_leaves(int leaving) {
  if (!ring.shared || sl_shared_process(ring.shared) != getpid()) return 0;
  atomic_store_explicit(&ring.shared->leaving, (uint32_t)leaving,
                        memory_order_relaxed);
  return 1;
}

static void (*when_ready)(void);

void sl_sampler_when_ready(void (*function)(void)) { when_ready = function; }

void sl_sampler_ready(void) {
  if (!ring.shared || sl_shared_process(ring.shared) != getpid()) return;
  if (atomic_load_explicit(&ring.shared->ready, memory_order_relaxed)) return;
  last_cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  atomic_store_explicit(&ring.shared->main_thread_state,
                        (uint64_t)(uintptr_t)this_thread_state(),
                        memory_order_relaxed);
  atomic_store_explicit(&ring.shared->ready, 1, memory_order_release);
  if (when_ready) when_ready();
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
    if (is_samplers(&info)) continue;
    syscall(SYS_rt_tgsigqueueinfo, getpid(), syscall(SYS_gettid), SL_SIGNAL,
            &info);
    return 0;
  }
}

static int own_sigtimedwait(const sigset_t *set, siginfo_t *info,
                            const struct timespec *timeout) {
  uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
  struct timespec left = timeout ? *timeout : (struct timespec){0, 0};
  for (;;) {
    siginfo_t got;
    int signal = take_signal(set, &got, timeout ? &left : NULL);
    if (signal == SL_SIGNAL && is_samplers(&got)) {
      if (!timeout) continue;
      uint64_t whole = (uint64_t)timeout->tv_sec * 1000000000u +
                       (uint64_t)timeout->tv_nsec;
      uint64_t gone = nanoseconds(CLOCK_MONOTONIC) - begin;
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
