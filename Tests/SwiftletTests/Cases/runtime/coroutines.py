import asyncio
import signal


async def work(number):
    await asyncio.sleep(0.01 * number)
    return sum(i for i in range(number * 1000))


async def main():
    print(await asyncio.gather(*(work(n) for n in range(5))))
    loop = asyncio.get_running_loop()
    rung = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, rung.set)
    signal.raise_signal(signal.SIGUSR1)
    await rung.wait()
    process = await asyncio.create_subprocess_exec(
        "echo", "from a child", stdout=asyncio.subprocess.PIPE)
    print(await process.stdout.read(), await process.wait())
    async with asyncio.timeout(0.01):
        await asyncio.sleep(5)


asyncio.run(main())
