// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The API keys that open doors, as the file that {@code filetrail.access.keys} names has them at most a second ago. A file
 * that can't be read opens nothing: better nobody is let in than somebody whose key was taken away.
 */
@ApplicationScoped
class ApiKeys {

    private static final Logger LOG = Logger.getLogger(ApiKeys.class);
    private static final long LOOKS_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final State SHUT = new State(null, List.of());

    private final Path path;
    private final KeyFile file;
    private final LongSupplier nanos;
    private State state;
    private long looked;

    /** @param file where keys are kept; empty when there are none */
    @Inject
    ApiKeys(@ConfigProperty(name = "filetrail.access.keys") Optional<String> file) {
        this(file, System::nanoTime);
    }

    /** {@code nanos} never go back. */
    ApiKeys(Optional<String> file, LongSupplier nanos) {
        this.path = file.map(Path::of).orElse(null);
        this.file = path == null ? null : new KeyFile(path);
        this.nanos = nanos;
    }

    /**
     * Whose key it is.
     *
     * @param name what the audit log calls its bearer
     * @param doors what it opens
     */
    record Key(String name, Set<Door> doors) {}

    /** What tells that a file is the one that was read; null when none could be. */
    private record Edition(long size, long modified, Object file) {

        static Edition of(Path path) throws IOException {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Edition(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.fileKey());
        }
    }

    private record State(Edition edition, List<KeyLine> keys) {}

    /**
     * Looks a key up. Takes as long for a wrong one as for a right one, and compares it with all that there are.
     *
     * @param presented what somebody presents; anything, or null
     * @return whose it is; empty when it is none
     */
    Optional<Key> find(String presented) {
        if (path == null || presented == null || !KeyLine.isKey(presented)) {
            return Optional.empty();
        }
        KeyLine found = null;
        for (KeyLine each : keys()) {
            boolean same = each.isOf(presented);
            found = same ? each : found;
        }
        return found == null ? Optional.empty() : Optional.of(new Key(found.name(), found.doors()));
    }

    private synchronized List<KeyLine> keys() {
        long now = nanos.getAsLong();
        if (state == null || now - looked >= LOOKS_EVERY) {
            looked = now;
            state = current();
        }
        return state.keys();
    }

    private State current() {
        try {
            // Before it is read: what changes meanwhile is read again.
            Edition edition = Edition.of(path);
            return state != null && edition.equals(state.edition()) ? state : new State(edition, read());
        } catch (IOException | SecurityException e) {
            if (state == null || state.edition() != null) {
                LOG.error("All API keys are refused: " + path + " (filetrail.access.keys) can't be read: " + reason(e)
                        + ". Mend it; FileTrail reads it again by itself.");
            }
            return SHUT;
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "FileTrail's user may not read it" : e.getMessage();
    }

    private List<KeyLine> read() throws IOException {
        KeyFile.Content content = file.read();
        if (file.othersMayWrite()) {
            LOG.warn("Others than its owner may write " + path
                    + " (filetrail.access.keys), and so give themselves a key: chmod go-w.");
        }
        content.broken()
                .forEach(
                        number -> LOG.warn(
                                "Line " + number + " of " + path
                                        + " (filetrail.access.keys) is not a key's and opens nothing; `filetrail key new` makes a right one."));
        return content.keys();
    }
}
