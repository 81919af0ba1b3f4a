#ifndef SWIFTLET_CALLS_H
#define SWIFTLET_CALLS_H

#include "ring.h"

/* What is written of the calls of hot functions, in short windows that the
   sampler asks for. Times are in ticks. */

/* In the flags of an sl_call (of all arguments) and of an sl_return. */
enum sl_call_flags {
  /* Not all values could be compared by what they are. */
  SL_OPAQUE = 1,
  /* A cache could not have them as keys: a list, say. */
  SL_UNHASHABLE = 2,
  /* Of an sl_return: the call ended with an exception. */
  SL_RAISED = 4,
};

/* In the flags of an sl_look. */
enum sl_look_flags {
  /* Its variables are the arguments of the call that was written last. */
  SL_AT_CALL = 1,
  /* They are those of the module that the function belongs to. */
  SL_OF_MODULE = 2,
};

enum { SL_MAX_ARGUMENTS = 12, SL_SHAPE = 2 };

/* What is said of each argument. */
struct sl_argument {
  uint64_t type;
  /* Of an integer its value, saturated; of a NumPy array the number of its
     elements; otherwise what is that in other containers. */
  int64_t value;
  /* Of a NumPy array: its first axes. */
  uint32_t shape[SL_SHAPE];
};

/* A call begins. Its first arguments follow, as many as it says. */
struct sl_call {
  struct sl_record record;
  uint32_t code; /* as in sl_frame */
  int32_t thread;
  uint64_t number; /* in this process; 1 is the first */
  uint64_t digest; /* the same for the same arguments */
  uint32_t argument_count;
  uint32_t big; /* a bit for each integer that has not 64 bits */
};

/* It ends, perhaps long after the window. */
struct sl_return {
  struct sl_record record;
  uint64_t number, ticks;
  uint64_t type, digest; /* of the result; 0 where it raised */
};

/* The arguments of the call, a tuple of its parameters in the order of
   `co_varnames`; or its result. As many bytes of a pickle follow as it says;
   none where the values cannot be written down. */
struct sl_capture {
  struct sl_record record;
  uint32_t size;
  uint32_t is_result;
  uint64_t number;
};

enum { SL_CAPTURE_SIZE = 1 << 16 };

/* A window ends. */
struct sl_window {
  struct sl_record record;
  uint32_t evaluations; /* frames that were evaluated in it, of any code */
  uint32_t calls;
  uint64_t begin, end;
  uint64_t own; /* what looking took */
};

#endif
