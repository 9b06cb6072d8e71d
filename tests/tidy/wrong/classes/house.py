LARGE = {"Named": "for a reason", "Fallen": "no longer large"}
