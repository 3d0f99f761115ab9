#!/usr/bin/env python3
"""Prints results of JMH (-rf json) as a Markdown table of ratios: time of the baseline / time of each way.

usage: ratios.py NAME=RESULTS.json [NAME=RESULTS.json ...]
"""
import json
import sys

BASELINE = {"NeuronUpdateBenchmark": "branches", "ReleaseBenchmark": "onePerSynapse", "DeliveryBenchmark": "scatterIntoRing",
            "ExchangeBenchmark": "cyclicBarrier", "PoissonDriveBenchmark": "poissonSampler",
            "PlasticityBenchmark": "findingSpikes"}


def load(path):
    """{(benchmark, parameters): {method: (ns, error)}}"""
    results = {}
    with open(path, encoding="utf-8") as file:
        for entry in json.load(file):
            benchmark, method = entry["benchmark"].split(".")[-2:]
            parameters = ", ".join(f"{k}={v}" for k, v in sorted(entry.get("params", {}).items()) if k != "sources")
            metric = entry["primaryMetric"]
            results.setdefault((benchmark, parameters), {})[method] = (metric["score"], metric["scoreError"])
    return results


def digits(value):
    value = float(value)  # JMH writes "NaN" for an error that it cannot tell.
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def main():
    runs = [(name, load(path)) for name, path in (argument.split("=", 1) for argument in sys.argv[1:])]
    head = ["benchmark", "parameters", "way"] + [f"{name}: {what}" for name, _ in runs for what in ("ns", "ratio")]
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for key in runs[0][1]:
        for method in runs[0][1][key]:
            cells = [key[0], key[1], method]
            for _, results in runs:
                ways = results.get(key, {})
                if method not in ways:
                    cells += ["", ""]
                    continue
                score, error = ways[method]
                baseline = ways[BASELINE[key[0]]][0]
                cells += [f"{digits(score)} ± {digits(error)}", "baseline" if method == BASELINE[key[0]] else digits(baseline / score)]
            print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
