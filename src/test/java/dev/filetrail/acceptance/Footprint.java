// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process takes of the machine (proc(5), Linux).
 *
 * @param threads its threads
 * @param files its open file descriptors but those of {@code askers}, sockets among them
 * @param sockets its open sockets but those
 * @param askers connections that came in: as many as clients keep
 * @param kilobytes its memory: what a native program has in use (RSS); of a JVM the heap in use after a collection, since its
 *     RSS is as large as it may be
 */
record Footprint(int threads, int files, int sockets, int askers, long kilobytes) {

    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    static Footprint of(ServingProgram program) throws IOException, InterruptedException {
        long pid = program.pid();
        Path proc = Path.of("/proc", String.valueOf(pid));
        Set<String> cameIn = cameIn(proc, program.port());
        int files = 0;
        int sockets = 0;
        int askers = 0;
        try (Stream<Path> all = Files.list(proc.resolve("fd"))) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String target = target(file);
                if (cameIn.contains(target)) {
                    askers++;
                } else {
                    files++;
                    sockets += target.startsWith("socket:") ? 1 : 0;
                }
            }
        }
        long kilobytes = Program.isNative() ? number(proc, "VmRSS") : heap(pid);
        return new Footprint((int) number(proc, "Threads"), files, sockets, askers, kilobytes);
    }

    /** The sockets at a port of this machine, except the one that listens, as their file descriptors name them. */
    private static Set<String> cameIn(Path proc, int port) throws IOException {
        String local = ":" + HexFormat.of().withUpperCase().toHexDigits((short) port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(proc.resolve(table))) {
                // number, local address, remote address, state (0A listens) … the tenth is the inode
                String[] cells = line.strip().split(" +");
                if (cells[1].endsWith(local) && !cells[3].equals("0A")) {
                    sockets.add("socket:[" + cells[9] + "]");
                }
            }
        }
        return sockets;
    }

    /** But for a few: a class that is loaded late opens a file, a connection that is kept is a socket. */
    boolean isNoMoreThan(Footprint before) {
        return threads <= before.threads + 5 && files <= before.files + 10 && sockets <= before.sockets + 5;
    }

    /** The most memory that it has ever had in use (RSS), in kilobytes. */
    static long peakKilobytes(long pid) throws IOException {
        return number(Path.of("/proc", String.valueOf(pid)), "VmHWM");
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // closed meanwhile
            return "";
        }
    }

    private static long number(Path proc, String name) throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long heap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        Matcher used = HEAP_USED.matcher(info);
        if (!used.find()) {
            throw new AssertionError("no heap in: " + info);
        }
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, String.valueOf(pid), command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
