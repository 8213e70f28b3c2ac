// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what each filter leaves, and that the order is whole: the id breaks every tie. */
class MatchesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:00:00Z");
    private static final MachineTable TABLE = SomeMachine.table(
            SomeMachine.of("none")
                    .risk("None")
                    .exposure("None")
                    .health("Active")
                    .os("Windows10"),
            SomeMachine.of("info")
                    .risk("Informational")
                    .os("Windows Server 2019")
                    .group("Servers"),
            SomeMachine.of("low").risk("Low").exposure("Low").health("Inactive").os("WindowsServer2022"),
            SomeMachine.of("medium")
                    .risk("medium")
                    .exposure("Medium")
                    .os("Ubuntu")
                    .group("servers production"),
            SomeMachine.of("high").risk("HIGH").exposure("High").os("macOS").group("Servers"),
            SomeMachine.of("new").risk("Catastrophic").exposure("Total").health("Asleep"),
            SomeMachine.of("null"));

    @ParameterizedTest
    @CsvSource({
        "None, 'none info low medium high'",
        "informational, 'info low medium high'",
        "Low, 'low medium high'",
        "MEDIUM, 'medium high'",
        "High, 'high'"
    })
    void leavesARiskAndTheHigherOnes(String minRisk, String left) {
        assertThat(left(new MachineFilter(minRisk, null, null, null, null, null, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"None, 'none low medium high'", "low, 'low medium high'", "Medium, 'medium high'", "HIGH, 'high'"})
    void leavesAnExposureAndTheHigherOnes(String minExposure, String left) {
        assertThat(left(new MachineFilter(null, minExposure, null, null, null, null, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"Active, 'none'", "INACTIVE, 'low'", "asleep, 'new'", "Act, ''", "Unknown, ''"})
    void leavesExactlyOneHealth(String health, String left) {
        assertThat(left(new MachineFilter(null, null, health, null, null, null, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "windows, 'none info low'",
        "WindowsServer, 'info low'",
        "windows server, 'info low'",
        "W i n d o w s 1 0, 'none'",
        "MACOS, 'high'",
        "server, ''",
        "ubuntu22, ''"
    })
    void leavesWhatBeginsWithAnOperatingSystemsName(String os, String left) {
        assertThat(left(new MachineFilter(null, null, null, os, null, null, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"servers, 'info high'", "Servers Production, 'medium'", "Server, ''", "null, ''"})
    void leavesOneDeviceGroup(String group, String left) {
        assertThat(left(new MachineFilter(null, null, null, null, null, null, null, group)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"1, 'a'", "23, 'a'", "24, 'a b'", "25, 'a b c'", "2147483647, 'a b c'"})
    void leavesWhatReportedWithinSoManyHours(int hours, String left) {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a").lastSeen("2026-03-04T04:30:00Z"),
                SomeMachine.of("b").lastSeen("2026-03-03T05:00:00Z"),
                SomeMachine.of("c").lastSeen("2026-03-03T04:59:59.999Z"),
                SomeMachine.of("never"));

        assertThat(left(table, new MachineFilter(null, null, null, null, hours, null, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"WKS, 'a b'", "wks-1, 'a'", "'.Example', 'a c'", "'ä', 'd'", "'.*', ''", "null, ''"})
    void leavesNamesThatContainAText(String part, String left) {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a").name("wks-1.corp.example"),
                SomeMachine.of("b").name("WKS-2"),
                SomeMachine.of("c").name("Srv.EXAMPLE"),
                SomeMachine.of("d").name("BÄR"),
                SomeMachine.of("nameless"));

        assertThat(left(table, new MachineFilter(null, null, null, null, null, part, null, null)))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"VIP, 'a b'", "finance, 'b c'", "fin, ''", "'vip finance', ''", "null, ''"})
    void leavesWhatHasATag(String tag, String left) {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a").tags("vip"),
                SomeMachine.of("b").tags("Finance", "Vip"),
                SomeMachine.of("c").tags("x", "y", "finance"),
                SomeMachine.of("d").tags("vip2", "nofinance"),
                SomeMachine.of("e"));

        assertThat(left(table, new MachineFilter(null, null, null, null, null, null, tag, null)))
                .isEqualTo(left);
    }

    @Test
    void leavesWhatPassesAllFilters() {
        assertThat(left(new MachineFilter("Low", "High", null, "mac", null, null, null, "servers")))
                .isEqualTo("high");
        assertThat(left(new MachineFilter("Low", "High", "Active", null, null, null, null, null)))
                .isEmpty();
    }

    @Test
    void leavesAllWithoutAFilter() {
        assertThat(left(MachineFilter.ALL)).isEqualTo("none info low medium high new null");
    }

    @Test
    void putsTheWorstFirstAndWhatNobodyKnowsLast() {
        assertThat(ordered(TABLE, Order.RISK)).containsExactly("high", "medium", "low", "info", "none", "new", "null");
        // None of "info" and "null" has an exposure: then the risk tells.
        assertThat(ordered(TABLE, Order.EXPOSURE))
                .containsExactly("high", "medium", "low", "none", "new", "info", "null");
    }

    @Test
    void breaksATieOfRiskByExposureAndThenByTheLastReport() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("e").risk("High").exposure("Low"),
                SomeMachine.of("d").risk("High").exposure("Low").lastSeen("2026-01-01T00:00:00Z"),
                SomeMachine.of("c").risk("High").exposure("Low").lastSeen("2026-02-01T00:00:00Z"),
                SomeMachine.of("b").risk("High").exposure("Medium"),
                SomeMachine.of("a").risk("Low").exposure("High").lastSeen("2026-03-01T00:00:00Z"));

        assertThat(ordered(table, Order.RISK)).containsExactly("b", "c", "d", "e", "a");
        assertThat(ordered(table, Order.EXPOSURE)).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void putsTheNewestFirstAndTheNeverSeenLast() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("never"),
                SomeMachine.of("old").lastSeen("2025-01-01T00:00:00Z").firstSeen("2025-01-01T00:00:00Z"),
                SomeMachine.of("new").lastSeen("2026-01-01T00:00:00Z").firstSeen("2024-01-01T00:00:00Z"),
                SomeMachine.of("before 1970").lastSeen("1960-01-01T00:00:00Z").firstSeen("1960-01-01T00:00:00Z"));

        assertThat(ordered(table, Order.LAST_SEEN)).containsExactly("new", "old", "before 1970", "never");
        assertThat(ordered(table, Order.FIRST_SEEN)).containsExactly("old", "new", "before 1970", "never");
    }

    @Test
    void putsNamesInOrderAndTheNamelessLast() {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("1"),
                SomeMachine.of("2").name("b"),
                SomeMachine.of("3").name("A"),
                SomeMachine.of("4").name("a1"),
                SomeMachine.of("6").name("C"),
                SomeMachine.of("5").name("c"));

        assertThat(ordered(table, Order.NAME)).containsExactly("3", "4", "2", "5", "6", "1");
    }

    @ParameterizedTest
    @EnumSource
    void breaksEveryTieByTheId(Order order) {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("c").name("n").risk("Low"),
                SomeMachine.of("a").name("n").risk("Low"),
                SomeMachine.of("d").name("n").risk("Low"),
                SomeMachine.of("b").name("n").risk("Low"));

        assertThat(ordered(table, order)).containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "high", "null"})
    void ordersOnlyWhatMatches(String id) {
        int place = IntStream.range(0, TABLE.size())
                .filter(i -> TABLE.id(i).equals(id))
                .findFirst()
                .orElseThrow();

        for (Order order : Order.values()) {
            assertThat(Matches.inOrder(TABLE, new int[] {place}, order)).containsExactly(place);
        }
        assertThat(Matches.inOrder(TABLE, new int[0], Order.NAME)).isEmpty();
    }

    @Property(tries = 100)
    void givesTheSameOrderWhateverTheOrderOfArrival(@ForAll Order order, @ForAll long seed) {
        List<SomeMachine> machines = new ArrayList<>();
        Random chance = new Random(seed);
        for (int i = 0; i < 60; i++) {
            machines.add(SomeMachine.of("m" + i)
                    .name(List.of("a", "B", "b", "c").get(chance.nextInt(4)))
                    .risk(Arrays.asList("None", "Low", "High", "Odd", null).get(chance.nextInt(5)))
                    .exposure(Arrays.asList("Low", "High", null).get(chance.nextInt(3)))
                    .lastSeen("2026-01-0" + (1 + chance.nextInt(5)) + "T00:00:00Z"));
        }
        List<String> once = ordered(SomeMachine.table(machines.toArray(SomeMachine[]::new)), order);
        Collections.shuffle(machines, chance);
        List<String> again = ordered(SomeMachine.table(machines.toArray(SomeMachine[]::new)), order);

        assertThat(again).isEqualTo(once).hasSize(60);
    }

    private static String left(MachineFilter filter) {
        return left(TABLE, filter);
    }

    private static String left(MachineTable table, MachineFilter filter) {
        return String.join(" ", ids(table, Matches.of(table, filter, NOW)));
    }

    private static List<String> ordered(MachineTable table, Order order) {
        return ids(table, Matches.inOrder(table, Matches.of(table, MachineFilter.ALL, NOW), order));
    }

    private static List<String> ids(MachineTable table, int[] places) {
        return Arrays.stream(places).mapToObj(table::id).toList();
    }
}
