// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.MachineFilter;
import dev.filetrail.trail.MachineQuery;
import dev.filetrail.trail.Order;
import dev.filetrail.trail.TrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code filetrail machines HASH…}: the question from a terminal. */
@Command(
        name = "machines",
        description = "List the machines that have reported a file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Machines have reported at least one of the files, whether or not they match the filters.",
            "1:At least one question could not be answered, or its answer not be written.",
            "2:Bad input; nothing was asked.",
            "3:No machine has reported any of the files."
        })
final class MachinesCommand implements Callable<Integer> {

    private static final String SWEEP_LEAVES = "filetrail.budget.sweep-leaves";
    /** Those that Defender documents, as it writes them. */
    private static final String HEALTH_STATES =
            "Active, Inactive, ImpairedCommunication, NoSensorData, NoSensorDataImpairedCommunication, Unknown";

    static final int FOUND = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int NO_MACHINE = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "HASH",
            description = "SHA-1 of a file, 40 hexadecimal digits, or its SHA-256, 64.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Sweep all hashes in a file, however they are written; - for standard input. Waits for calls as long"
                            + " as it takes, and goes on where it was when it is interrupted.")
    private String from;

    @Option(names = "--quiet", description = "With --from: tell no progress.")
    private boolean quiet;

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--min-risk",
            paramLabel = "LEVEL",
            description = "This risk or a higher one: ${COMPLETION-CANDIDATES}")
    private RiskLevel minRisk;

    @Option(
            names = "--min-exposure",
            paramLabel = "LEVEL",
            description = "This exposure or a higher one: ${COMPLETION-CANDIDATES}")
    private ExposureLevel minExposure;

    @Option(names = "--health", paramLabel = "STATE", description = "State of the sensor: " + HEALTH_STATES)
    private String health;

    @Option(names = "--os", paramLabel = "PREFIX", description = "What the operating system's name begins with.")
    private String os;

    @Option(names = "--seen-within-hours", paramLabel = "N", description = "The machine reported within so many hours.")
    private Integer seenWithinHours;

    @Option(names = "--name-contains", paramLabel = "TEXT", description = "A part of the machine's name.")
    private String nameContains;

    @Option(names = "--tag", paramLabel = "TAG", description = "One of the machine's tags.")
    private String tag;

    @Option(names = "--device-group", paramLabel = "NAME", description = "The name of the device group.")
    private String deviceGroup;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "RISK",
            description = "What comes first: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Order order = Order.RISK;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many machines (default: 25 in the table, all with --json and --csv).")
    private Integer limit;

    /** For picocli. */
    MachinesCommand() {}

    /** How the answer is written. */
    static final class Form {

        @Option(
                names = "--json",
                description = "One JSON object per hash and line, of the same structure as the tool's.")
        private boolean json;

        @Option(names = "--csv", description = "All columns as comma-separated values, one header.")
        private boolean csv;
    }

    /** Levels of risk. */
    enum RiskLevel {
        NONE,
        INFORMATIONAL,
        LOW,
        MEDIUM,
        HIGH
    }

    /** Levels of exposure. */
    enum ExposureLevel {
        NONE,
        LOW,
        MEDIUM,
        HIGH
    }

    @Override
    public Integer call() {
        check();
        if (from != null) {
            return sweep();
        }
        return QuietProgram.run(MachinesRun.class, spec.commandLine().getErr()::println, args());
    }

    private int sweep() {
        boolean alone = System.getenv("FILETRAIL_BUDGET_STORE") == null
                && System.getProperty("filetrail.budget.store") == null
                && System.getenv("FILETRAIL_BUDGET_SWEEP_LEAVES") == null
                && System.getProperty(SWEEP_LEAVES) == null;
        if (alone) {
            // Nobody else asks in this process, so there is nobody to leave calls to.
            System.setProperty(SWEEP_LEAVES, "0");
        }
        return QuietProgram.run(SweepFileRun.class, spec.commandLine().getErr()::println, args());
    }

    private String[] args() {
        return spec.commandLine().getParseResult().originalArgs().toArray(String[]::new);
    }

    private void checkSweep() {
        if (!texts.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Give hashes or --from, not both; hashes can stand in the file too.");
        }
        if (!query().filter().equals(MachineFilter.ALL)
                || limit != null
                || spec.commandLine().getParseResult().hasMatchedOption("--sort")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from counts all machines of each file: filters, --sort and --limit are for single hashes.");
        }
        if (!from.equals("-") && !Files.isReadable(Path.of(from))) {
            throw new ParameterException(spec.commandLine(), "There is no file " + from + " that can be read.");
        }
    }

    /** Everything that can be wrong with the input, before anything is asked. */
    void check() {
        if (from != null) {
            checkSweep();
            return;
        }
        if (texts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing: a hash, or --from FILE.");
        }
        try {
            hashes();
        } catch (TrailException e) {
            throw new ParameterException(spec.commandLine(), e.inWords());
        }
        if (health != null && Arrays.stream(HEALTH_STATES.split(", ")).noneMatch(health::equalsIgnoreCase)) {
            throw new ParameterException(
                    spec.commandLine(), "--health must be one of " + HEALTH_STATES + "; given was '" + health + "'.");
        }
        atLeastOne("--limit", limit);
        atLeastOne("--seen-within-hours", seenWithinHours);
    }

    private void atLeastOne(String option, Integer number) {
        if (number != null && number < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 or more, given was " + number + ".");
        }
    }

    /** @return the files, each once, in the order given */
    List<FileHash> hashes() {
        return texts.stream().map(FileHash::parse).distinct().toList();
    }

    /** @return what is wanted of each answer */
    MachineQuery query() {
        MachineFilter filter = new MachineFilter(
                minRisk == null ? null : minRisk.name(),
                minExposure == null ? null : minExposure.name(),
                health,
                os,
                seenWithinHours,
                nameContains,
                tag,
                deviceGroup);
        int usual = form.json || form.csv ? Integer.MAX_VALUE : MachineQuery.USUAL_LIMIT;
        return new MachineQuery(filter, order, limit == null ? usual : limit, null);
    }

    /** @return the file to sweep, {@code -} for standard input; null for single hashes */
    String from() {
        return from;
    }

    boolean quiet() {
        return quiet;
    }

    boolean json() {
        return form.json;
    }

    boolean csv() {
        return form.csv;
    }
}
