#ifndef CSAMPLER_H
#define CSAMPLER_H

#include "arena.h"
#include "launch.h"
#include "layout.h"
#include "look.h"
#include "ring.h"
#include "sampler.h"
#include "start.h"
#include "walk.h"

#endif
