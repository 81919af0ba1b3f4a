"""A service and its client, each waiting for the other."""
# label: stay (io)
import socket
import threading
import time


def serve(connection):
    with connection:
        while data := connection.recv(64):  # HOT
            time.sleep(0.012)
            connection.sendall(data.upper())


def ask(connection, questions):
    answers = []
    for k in range(questions):  # HOT
        connection.sendall(f"question {k}".encode())
        answers.append(connection.recv(64).decode())
    return answers


def main():
    left, right = socket.socketpair()
    thread = threading.Thread(target=serve, args=(left,))
    thread.start()
    answers = ask(right, 100)
    right.close()
    thread.join()
    print(len(answers), answers[-1])


if __name__ == "__main__":
    main()
