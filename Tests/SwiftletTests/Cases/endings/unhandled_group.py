def fail(number):
    raise ValueError(f"problem {number}")


problems = []
for number in range(2):
    try:
        fail(number)
    except ValueError as error:
        error.add_note(f"note {number}")
        problems.append(error)
raise ExceptionGroup("several", problems)
