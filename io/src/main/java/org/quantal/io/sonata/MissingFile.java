package org.quantal.io.sonata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what is wrong with a path of a configuration, and which change of the command line would mend it. */
final class MissingFile {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_ENTRIES = 20_000;

    private final ConfigValue at;
    private final Path path;
    private final String text;
    private final List<String> variables;

    private MissingFile(ConfigValue at, Path path) {
        this.at = at;
        this.path = path;
        text = at.node().asText();
        variables = Manifest.named(text);
    }

    /**
     * What to say of a file that is not there.
     *
     * @param at   a value whose text is the path as it was written
     * @param path what it means
     */
    static String of(ConfigValue at, Path path) {
        final MissingFile missing = new MissingFile(at, path);
        return "there is no file " + path + missing.meaning() + missing.remedy();
    }

    /** How the text became the path: each variable with its value, and from where relative paths count. */
    private String meaning() {
        final Set<String> all = new LinkedHashSet<>(variables);
        boolean changed = false;
        for (List<String> open = variables; !open.isEmpty();) {
            final List<String> inner = new ArrayList<>();
            for (String name : open) {
                changed |= at.manifest().changed().contains(name);
                Manifest.named(at.manifest().variables().getOrDefault(name, "")).stream().filter(all::add)
                        .forEach(inner::add);
            }
            open = inner;
        }
        if (text.equals(path.toString())) {
            return "";
        }
        final String values = all.stream().map(name -> name + "='" + at.manifest().variables().get(name) + "'")
                .collect(Collectors.joining(", "));
        return ", which is '" + text + "'" + (values.isEmpty() ? "" : " with " + values)
                + (changed ? " (a relative path of --set counts from the working directory "
                        + Path.of("").toAbsolutePath() + ", one of the file from its folder, which is $configdir)"
                        : "");
    }

    private String remedy() {
        final Path folder = at.file().toAbsolutePath().normalize().getParent();
        final boolean leads = !variables.isEmpty() && text.startsWith("$");
        final String tail = leads ? text.replaceFirst("^\\$(\\{[^{}]*}|\\w+)[/\\\\]?", "") : "";
        final Optional<Path> near = nearest(folder, tail);
        final String found = near.map(file -> "; there is " + file).orElse("");
        if (!leads) {
            return found + "; mend it with --set " + at.place() + "=...";
        }
        final String change = "manifest." + variables.get(0) + "=";
        if (tail.isEmpty() || near.isEmpty() || !near.get().endsWith(tail)) {
            return found + "; mend it with --set " + change + "FOLDER";
        }
        Path base = near.get();
        for (int i = 0; i < Path.of(tail).getNameCount(); i++) {
            base = base.getParent();
        }
        final Path inside = folder.relativize(base);
        return found + ", so --set '" + change + "$configdir" + (inside.toString().isEmpty() ? "" : "/" + inside)
                + "' would mend it";
    }

    /** A file of the same name below the configuration's folder; one whose last folders fit, too, comes first. */
    private Optional<Path> nearest(Path folder, String tail) {
        try (Stream<Path> files = Files.find(folder, MAX_DEPTH,
                (file, attributes) -> attributes.isRegularFile() && file.endsWith(path.getFileName()))) {
            return files.limit(MAX_ENTRIES).min(Comparator
                    .<Path>comparingInt(file -> tail.isEmpty() || file.endsWith(tail) ? 0 : 1)
                    .thenComparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));
        } catch (IOException | UncheckedIOException e) {
            // Folders that cannot be listed hold no help.
            return Optional.empty();
        }
    }
}
