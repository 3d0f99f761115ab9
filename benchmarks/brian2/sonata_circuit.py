"""Reads a circuit that quantal export wrote into plain arrays, for another simulator to rebuild.

Everything is in ms, mV, pA, pF and Hz. What this reader cannot carry over to another simulator exactly (models other
than iaf_psc_delta and iaf_psc_exp, release models with a memory, learning) ends in an error.
"""

import json
import os
from dataclasses import dataclass

import h5py
import numpy as np
import pandas as pd

NEURONS = {"nest:iaf_psc_delta": "iaf_psc_delta", "nest:iaf_psc_exp": "iaf_psc_exp"}
UNITS = {"ms": 1, "s": 1000, "mV": 1, "pA": 1, "nA": 1000, "Hz": 1, "kHz": 1000}


@dataclass
class Population:
    """Nodes of one type; a source has no model, only spikes."""
    name: str
    size: int
    model: str
    params: dict
    initial: dict
    poisson: list
    current: float

    @property
    def is_source(self):
        return self.model is None


@dataclass
class Edges:
    """Synapses between two populations, sorted by source; p is one number or an array."""
    name: str
    source: str
    target: str
    i: np.ndarray
    j: np.ndarray
    weight: np.ndarray
    delay: np.ndarray
    p: object


@dataclass
class Circuit:
    dt: float
    warmup: float
    duration: float
    populations: dict
    edges: list


def number(value):
    """A number, or a text of a number and its unit."""
    if isinstance(value, (int, float)):
        return float(value)
    text, unit = value.split()
    if unit not in UNITS:
        raise ValueError(f"unit of {value!r} is none of {', '.join(UNITS)}")
    return float(text) * UNITS[unit]


class _Config:
    def __init__(self, path):
        self.folder = os.path.dirname(os.path.abspath(path))
        with open(path, encoding="utf-8") as file:
            self.values = json.load(file)

    def path(self, text):
        for name, value in self.values.get("manifest", {}).items():
            text = text.replace(name, value)
        return os.path.normpath(os.path.join(self.folder, text))


def _populations(circuit, settings):
    components = circuit.path(circuit.values["components"]["point_neuron_models_dir"])
    for entry in circuit.values["networks"]["nodes"]:
        types = pd.read_csv(circuit.path(entry["node_types_file"]), sep=" ").set_index("node_type_id")
        with h5py.File(circuit.path(entry["nodes_file"]), "r") as file:
            for name in entry["populations"]:
                kinds = file["nodes"][name]["node_type_id"][()]
                if len(np.unique(kinds)) != 1:
                    raise ValueError(f"nodes/{name}: nodes of several types")
                row = types.loc[kinds[0]]
                model, params = None, {}
                if row["model_type"] != "virtual" and not str(row["model_template"]).endswith("_source"):
                    if row["model_template"] not in NEURONS:
                        raise ValueError(f"nodes/{name}: {row['model_template']} is none of {', '.join(NEURONS)}")
                    model = NEURONS[row["model_template"]]
                    with open(os.path.join(components, row["dynamics_params"]), encoding="utf-8") as parameters:
                        params = json.load(parameters)
                yield Population(
                    name, len(kinds), model, params, settings["populations"].get(name, {}).get("initial", {}),
                    [(float(p.get("indegree", 1)) * number(p["rate"]), number(p["weight"]))
                     for p in settings["poisson"] if p["to"] == name],
                    sum(number(c["amplitude"]) for c in settings["current"] if c["to"] == name))


def _edges(circuit, settings):
    for entry in circuit.values["networks"]["edges"]:
        with h5py.File(circuit.path(entry["edges_file"]), "r") as file:
            for name in entry["populations"]:
                group, setting = file["edges"][name], settings["edges"].get(name, {})
                release = setting.get("release", {"model": "reliable"})
                if release.get("keep_mean") or setting.get("plasticity"):
                    raise ValueError(f"edges/{name}: weights that change are not read")
                if release["model"] == "reliable":
                    p = 1.0
                elif release["model"] == "bernoulli":
                    p = float(release["p"])
                elif release["model"] == "bernoulli_listed":
                    p = group["0/release_probability"][()]
                else:
                    raise ValueError(f"edges/{name}: release model {release['model']} is not read")
                source, target = group["source_node_id"], group["target_node_id"]
                yield Edges(name, source.attrs["node_population"], target.attrs["node_population"],
                            source[()].astype(np.int64), target[()].astype(np.int64),
                            group["0/syn_weight"][()], group["0/delay"][()], p)


def read(directory):
    """The circuit in a directory that quantal export wrote."""
    simulation = _Config(os.path.join(directory, "simulation_config.json"))
    settings = simulation.values["quantal"]
    if settings["integration"] != "grid":
        raise ValueError("integration: only runs on a grid can be compared")
    circuit = _Config(simulation.path(simulation.values["network"]))
    return Circuit(simulation.values["run"]["dt"], number(settings["warmup"]), simulation.values["run"]["tstop"],
                   {p.name: p for p in _populations(circuit, settings)}, list(_edges(circuit, settings)))


def read_spikes(run):
    """Spikes of a run of Quantal: times in ms and node ids by population."""
    with h5py.File(os.path.join(run, "spikes.h5"), "r") as file:
        return {name: (group["timestamps"][()], group["node_ids"][()].astype(np.int64))
                for name, group in file["spikes"].items()}


def read_potentials(run):
    """Recorded membrane potentials of a run of Quantal by population: times in ms, node ids, times x nodes in mV."""
    path = os.path.join(run, "states.h5")
    if not os.path.exists(path):
        return {}
    found = {}
    with h5py.File(path, "r") as file:
        for name, group in file["report"].items():
            if "." not in name:
                start, stop, step = group["mapping/time"][()]
                data, ids = group["data"][()].astype(float), group["mapping/node_ids"][()].astype(np.int64)
                found[name] = (start + step * np.arange(len(data)), ids, data)
    return found


def read_releases(run, edges):
    """For each release of a run of Quantal the index among its edges and the time of the presynaptic spike in ms."""
    with h5py.File(os.path.join(run, "releases.h5"), "r") as file:
        group = file["releases"][edges.name]
        source, target = (group[f"{side}_node_id"][()].astype(np.int64) for side in ("source", "target"))
        times = group["timestamps"][()]
    width = edges.j.max() + 1
    keys = edges.i * width + edges.j
    order = np.argsort(keys)
    if (np.diff(keys[order]) == 0).any():
        raise ValueError(f"edges/{edges.name}: releases of two synapses of one pair cannot be told apart")
    found = order[np.searchsorted(keys[order], source * width + target)]
    if not (np.array_equal(edges.i[found], source) and np.array_equal(edges.j[found], target)):
        raise ValueError(f"releases/{edges.name}: releases of synapses that the circuit has not")
    return found, times
