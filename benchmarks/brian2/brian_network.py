"""Rebuilds a circuit in Brian 2 so that each step does what a step of Quantal (and of NEST's grid models) does.

Step n of Quantal, from n h to (n+1) h: (1) neurons are propagated, (2) arrivals of the step are added, (3) neurons at
threshold spike, stamped (n+1) h, and are reset; a spike with delay d = D h arrives in (2) of step n + D, and a neuron
stays at reset for t_ref / h whole steps after step n. Brian stamps what happens in step n with n h. The same network in
Brian therefore has

- the schedule groups, synapses, thresholds, resets: arrivals come before the threshold. Brian's own order, synapses
  after thresholds, shows delta synapses to the threshold one step later (exponential currents act from the next step on
  either way);
- delays shorter by one step: with that schedule Brian hands the spikes of step n to the synapses in step n + 1, when
  one step of the delay has passed. A delay of one step becomes 0;
- refractory times longer by one step: Brian counts them from the start of the step with the spike;
- time stamps one step earlier: h is subtracted from given spikes and added to Brian's.

V is marked "unless refractory", so arrivals at a refractory iaf_psc_delta are lost, as in NEST. All neurons that differ
in their constant current at most are one NeuronGroup, and all synapses between two groups with one p are one Synapses
object: the form that Brian runs fastest.
"""

import math
from dataclasses import dataclass

import numpy as np
from brian2 import (Hz, Network, NeuronGroup, PoissonInput, SpikeGeneratorGroup, SpikeMonitor, StateMonitor, Synapses,
                    defaultclock, mV, ms, pA, pF)

SCHEDULE = ["start", "groups", "synapses", "thresholds", "resets", "end"]

EQUATIONS = {
    "iaf_psc_delta": "dv/dt = (E_L - v + tau_m/C_m*I_e)/tau_m : volt (unless refractory)",
    "one current": """dv/dt = (E_L - v)/tau_m + (I_syn + I_e)/C_m : volt (unless refractory)
                      dI_syn/dt = -I_syn/tau_syn : amp""",
    "two currents": """dv/dt = (E_L - v)/tau_m + (I_ex + I_in + I_e)/C_m : volt (unless refractory)
                       dI_ex/dt = -I_ex/tau_ex : amp
                       dI_in/dt = -I_in/tau_in : amp""",
}


@dataclass
class Rebuilt:
    """The network in Brian; places maps a population to its group and the range of its neurons there."""
    network: Network
    groups: list
    places: dict
    spikes: list
    potentials: dict
    synapses: list

    def spikes_of(self, population, dt):
        """Times in ms, as Quantal stamps them, and node ids of the spikes of a population, sorted."""
        group, begin, end = self.places[population]
        monitor = self.spikes[self.groups.index(group)]
        i, t = np.asarray(monitor.i), np.asarray(monitor.t / ms) + dt
        mine = (i >= begin) & (i < end)
        order = np.lexsort((i[mine], np.rint(t[mine] / dt)))
        return t[mine][order], i[mine][order] - begin


def _kind(population):
    if population.model == "iaf_psc_delta":
        return "iaf_psc_delta"
    same = population.params["tau_syn_ex"] == population.params["tau_syn_in"]
    return "one current" if same and not population.params.get("separate_currents") else "two currents"


def _variables(population):
    return {"iaf_psc_delta": ["v"], "one current": ["I_syn"], "two currents": ["I_ex", "I_in"]}[_kind(population)]


def _unit(population):
    return mV if population.model == "iaf_psc_delta" else pA


def _neurons(populations, random):
    """One group of all neurons with the same dynamics."""
    first = populations[0]
    params = first.params
    for tau in ("tau_syn_ex", "tau_syn_in"):
        if params.get(tau) == params["tau_m"]:
            raise ValueError(f"{first.name}: {tau} = tau_m, for which Brian's exact integration divides by 0")
    currents = [p.params["I_e"] + p.current for p in populations]
    equal = len(set(currents)) == 1
    namespace = {"tau_m": params["tau_m"] * ms, "C_m": params["C_m"] * pF}
    namespace |= {name: params[name] * mV for name in ("E_L", "V_th", "V_reset")}
    if first.model == "iaf_psc_exp":
        excitatory, inhibitory = params["tau_syn_ex"] * ms, params["tau_syn_in"] * ms
        namespace |= {"tau_ex": excitatory, "tau_in": inhibitory, "tau_syn": excitatory}
    if equal:
        namespace["I_e"] = currents[0] * pA
    group = NeuronGroup(sum(p.size for p in populations),
                        EQUATIONS[_kind(first)] + ("" if equal else "\nI_e : amp (constant)"),
                        threshold="v >= V_th", reset="v = V_reset", refractory=params["t_ref"] * ms + defaultclock.dt,
                        method="exact", namespace=namespace)
    group.v = np.concatenate([_initial(p, random) for p in populations]) * mV
    if not equal:
        group.I_e = np.repeat(currents, [p.size for p in populations]) * pA
    return group


def _initial(population, random):
    value = population.initial["V_m"]
    number = lambda text: float(text.split()[0])    # always in mV
    if not isinstance(value, dict):
        return np.full(population.size, number(value))
    if value["distribution"] == "uniform":
        return random.uniform(number(value["low"]), number(value["high"]), population.size)
    if value["distribution"] == "normal" and not {"min", "max"} & set(value):
        return random.normal(number(value["mean"]), number(value["sd"]), population.size)
    raise ValueError(f"{population.name}: initial V_m {value} is not rebuilt")


def _generator(size, i, times, dt):
    steps = np.rint(times / dt)
    if len(times) and (np.abs(steps * dt - times).max() > 1e-9 or steps.min() < 1):
        raise ValueError("given spikes must lie on the grid and after time 0")
    return SpikeGeneratorGroup(size, i, (steps - 1) * dt * ms, sorted=False)


def _connect(source, target, i, j, weight, delay, p, variable, unit, count):
    every = isinstance(p, float) and p == 1
    model = "w : %s (constant)" % ("volt" if unit is mV else "amp")
    namespace = {}
    if not every and isinstance(p, float):
        namespace["p"] = p
    elif not every:
        model += "\np : 1 (constant)"
    if every:
        on_pre = f"{variable}_post += w"
    elif count:
        model += "\noffered : integer\nreleased : integer"
        on_pre = f"r = int(rand() < p)\n{variable}_post += w*r\noffered += 1\nreleased += r"
    else:
        on_pre = f"{variable}_post += w*int(rand() < p)"
    one = {"delay": delay[0] * ms - defaultclock.dt} if np.ptp(delay) == 0 else {}
    synapses = Synapses(source, target, model, on_pre=on_pre, namespace=namespace, **one)
    synapses.connect(i=i, j=j)
    synapses.w = weight * unit
    if not one:
        synapses.pre.delay = delay * ms - defaultclock.dt
    if not every and not isinstance(p, float):
        synapses.p = p
    return synapses


def rebuild(circuit, given=None, releases=None, observed=None, seed=1, count=False):
    """The circuit in Brian.

    given: spikes of source populations by name, as (times, ids); releases: for edges by name the indices and times of
    releases, which then replace draws; observed: ids of the neurons whose potential is recorded each ms, by population
    (before the step that begins there, which is when Quantal records it, too); count: synapses with release count what
    was offered and what was released.
    """
    defaultclock.dt = circuit.dt * ms
    random = np.random.default_rng(seed)
    network = Network()
    network.schedule = SCHEDULE
    places, groups = {}, []

    kinds = {}
    for population in circuit.populations.values():
        if population.is_source:
            times, ids = given[population.name]
            places[population.name] = (_generator(population.size, ids, times, circuit.dt), 0, population.size)
            groups.append(places[population.name][0])
        else:
            key = (population.model, tuple(sorted((k, v) for k, v in population.params.items() if k != "I_e")))
            kinds.setdefault(key, []).append(population)
    for populations in kinds.values():
        group, begin = _neurons(populations, random), 0
        for population in populations:
            places[population.name] = (group, begin, begin + population.size)
            begin += population.size
        groups.append(group)
    network.add(*groups)

    for population in circuit.populations.values():
        group, begin, end = places[population.name]
        for rate, weight in population.poisson:
            # Binomial numbers of tiny probability. Brian takes normal ones for means above 5, so these are divided.
            parts = math.ceil(rate * circuit.dt / 1000 / 4)
            variable = _variables(population)[-1 if weight < 0 else 0]
            for _ in range(parts):
                network.add(PoissonInput(group[begin:end], variable, 100000, rate / parts / 100000 * Hz,
                                         weight * _unit(population)))

    joined, synapses = {}, []
    for edges in circuit.edges:
        source, target = places[edges.source], places[edges.target]
        population = circuit.populations[edges.target]
        variables = _variables(population)
        i, times = edges.i + source[1], None
        source = source[0]
        p = edges.p
        if releases is not None and edges.name in releases:
            index, times = releases[edges.name]
            source, i, p = _generator(len(edges.i), index, times, circuit.dt), np.arange(len(edges.i)), 1.0
            network.add(source)
        signs = [edges.weight >= 0, edges.weight < 0] if len(variables) == 2 else [np.full(len(i), True)]
        for variable, chosen in zip(variables, signs):
            if chosen.any():
                part = (i[chosen], edges.j[chosen] + target[1], edges.weight[chosen], edges.delay[chosen],
                        p if isinstance(p, float) else p[chosen])
                key = (source, target[0], variable, p if isinstance(p, float) else "listed")
                joined.setdefault(key, (_unit(population), []))[1].append(part)
    for (source, target, variable, p), (unit, parts) in joined.items():
        i, j, weight, delay = (np.concatenate([part[k] for part in parts]) for k in range(4))
        listed = np.concatenate([part[4] for part in parts]) if p == "listed" else p
        order = np.argsort(i, kind="stable")      # the synapses of a neuron lie side by side in memory
        synapses.append(_connect(source, target, i[order], j[order], weight[order], delay[order],
                                 listed[order] if p == "listed" else p, variable, unit, count))
    network.add(*synapses)

    spikes = [SpikeMonitor(group) for group in groups]
    network.add(*spikes)
    potentials = {}
    for name, ids in (observed or {}).items():
        group, begin, _ = places[name]
        potentials[name] = StateMonitor(group, "v", record=ids + begin, when="start", dt=1 * ms)
        network.add(potentials[name])
    return Rebuilt(network, groups, places, spikes, potentials, synapses)
