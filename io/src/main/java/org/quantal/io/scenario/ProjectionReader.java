package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantal.io.scenario.NetworkParts.ModelValues;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.ProjectionPart;
import org.quantal.io.scenario.NetworkParts.RulePart;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Projection;

/** Reads projections: one for each pair of populations that an entry names, with exceptions for some of the pairs. */
final class ProjectionReader {
    private static final String NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_+.>#-]{0,209}";

    private final Kinds kinds;
    private final PopulationNames populations;
    private final DataFiles files;
    private final double stepMs;
    private final Set<String> names = new HashSet<>();

    ProjectionReader(Kinds kinds, PopulationNames populations, DataFiles files, double stepMs) {
        this.kinds = kinds;
        this.populations = populations;
        this.files = files;
        this.stepMs = stepMs;
    }

    /** Reads all projections at full size; pairs that a rule leaves without synapses are left out. */
    List<ProjectionPart> read(Cursor at) {
        final List<ProjectionPart> projections = new ArrayList<>();
        for (Cursor entry : at.list()) {
            final ObjectReader reader = entry.object(kinds.projection());
            final List<PopulationPart> sources = populations.sources(reader.get("from"));
            final List<PopulationPart> targets = populations.targets(reader.get("to"));
            final List<PairException> exceptions = exceptions(reader, sources, targets);
            if (reader.has("name") && sources.size() * targets.size() > 1) {
                throw reader.get("name").fail("one name for " + sources.size() * targets.size()
                        + " projections; leave it out, and they are called FROM->TO, or write an entry for each");
            }
            for (PopulationPart source : sources) {
                for (PopulationPart target : targets) {
                    read(entry, exceptions, source, target).ifPresent(projections::add);
                }
            }
        }
        return projections;
    }

    /** Values that hold for some of the pairs of an entry. */
    private record PairException(Cursor place, Set<String> sources, Set<String> targets) {
    }

    private List<PairException> exceptions(ObjectReader reader, List<PopulationPart> sources,
            List<PopulationPart> targets) {
        final List<PairException> exceptions = new ArrayList<>();
        if (reader.has("exceptions")) {
            for (Cursor place : reader.get("exceptions").list()) {
                final ObjectReader exception = place.object(kinds.exception());
                final List<PopulationPart> from = exception.has("from") ? populations.sources(exception.get("from"))
                        : sources;
                final List<PopulationPart> to = exception.has("to") ? populations.targets(exception.get("to"))
                        : targets;
                if (from.stream().noneMatch(sources::contains) || to.stream().noneMatch(targets::contains)) {
                    throw place.fail("concerns no pair of this projection; its 'from' has " + names(sources)
                            + ", its 'to' " + names(targets));
                }
                exceptions.add(new PairException(place, Set.copyOf(names(from)), Set.copyOf(names(to))));
            }
        }
        return exceptions;
    }

    private static List<String> names(List<PopulationPart> parts) {
        return parts.stream().map(PopulationPart::name).collect(Collectors.toList());
    }

    /** An entry as it holds for one pair: the last exception that gives a key wins over the entry itself. */
    private record Pair(ObjectReader entry, List<ObjectReader> exceptions) {
        boolean has(String key) {
            return entry.has(key) || exceptions.stream().anyMatch(e -> e.has(key));
        }

        Cursor get(String key) {
            Cursor value = null;
            for (ObjectReader exception : exceptions) {
                if (exception.has(key)) {
                    value = exception.get(key);
                }
            }
            return value == null ? entry.get(key) : value;
        }
    }

    private Optional<ProjectionPart> read(Cursor entry, List<PairException> exceptions, PopulationPart source,
            PopulationPart target) {
        final Scope scope = entry.scope().of(source.name(), target.name());
        final Pair pair = new Pair(entry.in(scope).object(kinds.projection()), exceptions.stream()
                .filter(e -> e.sources.contains(source.name()) && e.targets.contains(target.name()))
                .map(e -> e.place.in(scope).object(kinds.exception())).toList());
        final PairSpace pairs = new PairSpace(source.population().size(), target.population().size(), source == target);
        final Cursor ruleAt = pair.get("rule");
        return RuleReader.read(ruleAt, pairs, file -> files.connections(file, pairs))
                .map(rule -> projection(entry.in(scope), pair, ruleAt, rule, source, target));
    }

    private ProjectionPart projection(Cursor entry, Pair pair, Cursor ruleAt, ConnectionRule rule,
            PopulationPart source, PopulationPart target) {
        final Distribution weight = weight(pair, ruleAt, rule, target);
        final Distribution delay = delay(pair, ruleAt, rule);
        final Cursor releaseAt = pair.get("release");
        final ObjectReader reader = kinds.models().release().read(releaseAt, "release model");
        final ModelEntry<ReleaseModel> model = kinds.models().catalogue().release(reader.kind().name()).orElseThrow();
        final ModelValues values = ModelReader.values(model, reader);
        final ReleaseModel release = ModelReader.create(model, values, releaseAt, reader);
        checkWeights(releaseAt, release, rule, weight);
        final List<RulePart> rules = rules(pair, target);
        final String name = name(pair.entry(), source, target);
        final Projection projection = entry.checked(() ->
                new Projection(name, source.name(), target.name(), rule, weight, delay,
                release, reader.flag("keep_mean"), rules.stream().map(RulePart::rule).toList()));
        final String file = ruleAt.hasKey("file") ? ruleAt.object(fileRule()).text("file") : null;
        return new ProjectionPart(ruleAt, projection, values, rules, file);
    }

    private static void checkWeights(Cursor at, ReleaseModel release, ConnectionRule rule, Distribution weight) {
        try {
            release.checkWeights(weight);
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(at.fail(rule.definesWeights()
                    ? release.name() + " needs to know the distribution of weights, but they come from a file"
                    : e.getMessage())
                    .getMessage(), e);
        }
    }

    private static Kind fileRule() {
        return Kinds.RULE.withDiscriminator(Kinds.RULE.kinds().get(Kinds.RULE.kinds().size() - 1));
    }

    private static Distribution weight(Pair pair, Cursor ruleAt, ConnectionRule rule, PopulationPart target) {
        if (rule.definesWeights()) {
            if (pair.has("weight")) {
                throw pair.get("weight").fail("the file of the rule has weights already; remove one of them");
            }
            // Stands in only: the weights themselves come from the rule.
            final double[] bounds = rule.weightBounds();
            return new Constant((bounds[0] + bounds[1]) / 2);
        }
        if (!pair.has("weight")) {
            throw ruleAt.fail("the projection needs the key 'weight' beside 'rule'");
        }
        return DistributionReader.read(pair.get("weight"), Units.dimension(target.population().model().weightUnit()));
    }

    private Distribution delay(Pair pair, Cursor ruleAt, ConnectionRule rule) {
        if (rule.definesDelays()) {
            if (pair.has("delay")) {
                throw pair.get("delay").fail("the file of the rule has delays already; remove one of them");
            }
            final double shortest = rule.delayBounds()[0];
            checkDelay(ruleAt, shortest);
            return new Constant(shortest);
        }
        if (!pair.has("delay")) {
            throw ruleAt.fail("the projection needs the key 'delay' beside 'rule'");
        }
        final Distribution delay = DistributionReader.read(pair.get("delay"), Dimension.TIME);
        checkDelay(pair.get("delay"), delay.mean());
        return delay;
    }

    private void checkDelay(Cursor at, double ms) {
        if (ms < stepMs * (1 - 1e-9)) {
            throw at.fail("a delay must be at least the step of " + ModelKinds.write(stepMs, Dimension.TIME)
                    + ", but is " + ModelKinds.write(ms, Dimension.TIME) + "; lengthen it or shorten the step");
        }
    }

    private List<RulePart> rules(Pair pair, PopulationPart target) {
        final boolean known = kinds.projection().key("plasticity").isPresent();
        return known && pair.has("plasticity")
                ? PlasticityReader.read(pair.get("plasticity"), kinds.models(), populations.names(), target)
                : List.of();
    }

    private String name(ObjectReader entry, PopulationPart source, PopulationPart target) {
        if (!entry.has("name")) {
            return uniqueName(source.name() + "->" + target.name());
        }
        final String name = entry.text("name");
        if (!name.matches(NAME)) {
            throw entry.get("name").fail("'" + Cursor.shorten(name)
                    + "' cannot name a projection; use letters, digits and '_', '-', '>', '+', '.', '#'");
        }
        if (!names.add(name)) {
            throw entry.get("name").fail("there is already a projection '" + Cursor.shorten(name) + "'");
        }
        return name;
    }

    private String uniqueName(String name) {
        String unique = name;
        for (int n = 2; !names.add(unique); n++) {
            unique = name + "#" + n;
        }
        return unique;
    }
}
