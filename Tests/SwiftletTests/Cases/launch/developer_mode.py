#: environment PYTHONDEVMODE=1
import asyncio
import sys

print(sys.flags.dev_mode)
open(__file__)


async def forgotten():
    pass


forgotten()
