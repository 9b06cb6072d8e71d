ROOMS = {
    "engine/machine": ["case", "chart", "gone", "."],
    "engine/cases": ["wire", "."],
}
MAY = {"engine/machine": (0, 0), "engine/cases": (1, 2)}
FACES = {
    "engine/machine/chart/titles.h": "used",
    "engine/machine/chart/run.h": "not used by other folders",
    "engine/machine/chart/gone.h": "not there",
}
