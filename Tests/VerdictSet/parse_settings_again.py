"""A service that reads its settings for every request."""
# label: fix-algorithm
import json

SETTINGS = json.dumps({f"route{k}": {"limit": k, "hosts": [f"h{j}" for j in range(20)]}
                       for k in range(150)})


def handle(requests):
    served = 0
    for request in requests:  # HOT
        settings = json.loads(SETTINGS)
        route = settings[f"route{request % 150}"]
        if request % 20 < route["limit"]:
            served += 1
    return served


print(handle(range(4_500)))
