#ifndef SWIFTLET_TRACE_H
#define SWIFTLET_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "clock.h"

/* The memory in which the script's process counts calls and loops, shared with
   its parent, who reads it when the script has ended. Counting happens with
   the GIL, so nothing in it is atomic. */

enum {
  SL_TRACE_PLACES = 1 << 13,
  SL_TRACE_EVENTS = 1 << 15,
  SL_TRACE_TEXT = 1 << 21,
  SL_TRACE_NOTES = 1 << 8,
  /* Trip counts below 2 * SL_TRACE_STEPS each have a bucket; from there on
     each power of two has SL_TRACE_STEPS of them. */
  SL_TRACE_STEPS = 16,
  SL_TRACE_BUCKETS = 32 * SL_TRACE_STEPS,
};

/* What is counted. The numbers are the same in `trace.py`. */
enum sl_place_kind {
  SL_FUNCTION = 0,
  SL_LAMBDA = 1,    /* calls only */
  SL_GENERATOR = 2, /* and coroutines: calls only */
  SL_LOOP = 3,      /* `for`, and the clauses of comprehensions */
  SL_WHILE = 4,
  SL_ASYNC_LOOP = 5,
};

struct sl_trace_place {
  uint32_t kind;
  /* In a generator or coroutine: its time includes that of others. */
  uint32_t is_resumed;
  uint32_t file, name; /* where they begin in `text` */
  int32_t line, column, end_line, end_column;

  uint64_t entries; /* calls of a function; beginnings of a loop */
  uint64_t open;    /* entries that have not ended */
  int32_t owner;    /* thread of the newest that was not inside another */
  /* Entries until one is timed, and how long they took of late. */
  uint32_t untimed_ahead;
  uint64_t recent_ticks;
  /* Entries that were not inside others of their thread. Long ones are all
     timed; of short ones, some, which stand for the others. */
  uint64_t long_ticks, short_ticks, short_timed, short_untimed;
  uint64_t iterations, least, most;
  /* How entries ended; the rest of them by `return`. */
  uint64_t exhausted, broken, raised;
  /* An sl_leaving: what the next one to end will have ended by. */
  uint32_t leaving;
  uint32_t histogram[SL_TRACE_BUCKETS];
};

/* One entry of a place, from begin to end. */
struct sl_trace_event {
  uint64_t begin, end; /* ticks */
  uint32_t place;
  int32_t thread;
};

/* What could not be traced, and why: places in `text`. */
struct sl_trace_note {
  uint32_t file, reason;
};

struct sl_trace {
  /* Ticks of a moment ago, from the parent: what it has not changed for was
     short. 0: nobody does that, and everything is timed. */
  uint64_t lately;
  /* Set by the parent: where the interpreter keeps a frame's code and its
     variables. */
  uint32_t frame_code, frame_globals, frame_locals;
  /* The evaluation of a frame also clears it (3.12 and later). */
  uint32_t clears_frames;
  uint64_t reference_mask;
  /* Set by the program: where a code object's instructions begin, and two of
     them: load the first constant, and return it. */
  uint32_t code_instructions;
  uint16_t load_constant, return_value;

  uint32_t place_count, event_count, text_size, note_count;
  uint64_t places_left_out;
  /* Entries that took less were left out of the events, in ticks. */
  uint64_t event_threshold;
  struct sl_trace_place places[SL_TRACE_PLACES];
  struct sl_trace_event events[SL_TRACE_EVENTS];
  struct sl_trace_note notes[SL_TRACE_NOTES];
  char text[SL_TRACE_TEXT];
};

/* For the parent, in Swift, which cannot take arrays of this length. What
   comes back from the script's process can be anything. */

size_t sl_trace_size(void);
/* Maps the memory file, or returns NULL. */
struct sl_trace *sl_trace_map(int file);
void sl_trace_unmap(struct sl_trace *trace);
/* NULL where there is none of that number. */
const struct sl_trace_place *sl_trace_place(const struct sl_trace *trace,
                                            uint32_t number);
const struct sl_trace_event *sl_trace_event(const struct sl_trace *trace,
                                            uint32_t number);
const struct sl_trace_note *sl_trace_note(const struct sl_trace *trace,
                                          uint32_t number);
/* Ends with a zero byte. */
const char *sl_trace_text(const struct sl_trace *trace, uint32_t begin);
uint32_t sl_trace_tally(const struct sl_trace_place *place, uint32_t bucket);
void sl_trace_set_lately(struct sl_trace *trace, uint64_t ticks);

#endif
