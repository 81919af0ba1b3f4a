#ifndef CSAMPLER_H
#define CSAMPLER_H

#include "launch.h"

#endif
