import inspect
import sys
import threading
import traceback


def show():
    frame = sys._getframe()
    while frame:
        print(frame.f_code.co_name, frame.f_lineno, frame.f_code.co_filename)
        frame = frame.f_back
    print(len(inspect.stack()), len(sys._current_frames()))
    print(threading.current_thread() is threading.main_thread())
    traceback.print_stack()


show()
