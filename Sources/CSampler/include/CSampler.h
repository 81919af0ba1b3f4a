#ifndef CSAMPLER_H
#define CSAMPLER_H

#include "allocations.h"
#include "arena.h"
#include "calls.h"
#include "clock.h"
#include "interpose.h"
#include "launch.h"
#include "layout.h"
#include "look.h"
#include "ring.h"
#include "sampler.h"
#include "signals.h"
#include "start.h"
#include "trace.h"
#include "walk.h"

#endif
