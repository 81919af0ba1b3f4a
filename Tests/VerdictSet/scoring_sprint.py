"""Scores of a loan application, in the middle of a sprint."""
# label: stay (unstable)
# history: 13


def scores(applicants):
    accepted = 0
    carry = 0.0
    for k in range(applicants):  # HOT
        income = 900 + k * 7919 % 4200
        age = 18 + k * 31 % 60
        score = income * 0.02 + age * 0.4 - carry * 0.1
        if age > 65:
            score -= 12.0
        if income < 1500:
            score -= 20.0
        carry = carry * 0.5 + score * 0.01
        if score > 55.0:
            accepted += 1
    return accepted


print(scores(3_800_000))
