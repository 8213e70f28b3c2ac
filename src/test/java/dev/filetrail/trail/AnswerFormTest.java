// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.filetrail.defender.Machine;
import dev.filetrail.trail.MachineTable.Column;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Holds that an answer reads as it was written, and that nothing else reads as one. */
class AnswerFormTest {

    private static final Instant FETCHED = Instant.parse("2026-11-23T11:25:31.276543210Z");
    private static final Duration KEPT = Duration.ofHours(1);

    @Property(tries = 300)
    void readsAsItWasWritten(@ForAll("machines") List<Machine> machines) throws IOException {
        MachineTable table = table(machines);

        AnswerForm.Read read = read(AnswerForm.write(answer(table), KEPT));

        assertThat(read.kept()).isEqualTo(KEPT);
        assertThat(read.fetchedAt()).isEqualTo(FETCHED);
        assertThat(read.machines().size()).isEqualTo(table.size());
        for (int i = 0; i < table.size(); i++) {
            assertThat(row(read.machines(), i)).isEqualTo(row(table, i));
        }
    }

    @Property(tries = 500)
    void whatIsBrokenIsNoAnswer(@ForAll("machines") List<Machine> machines, @ForAll Random random) throws IOException {
        byte[] bytes = AnswerForm.write(answer(table(machines)), KEPT);
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        byte[] turned = bytes.clone();
        int at = 1 + random.nextInt(bytes.length - 1);
        turned[at] ^= (byte) (1 << random.nextInt(8));

        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        // Some bits of the head of what is deflated mean nothing; all others are told by its check sum.
        try {
            assertThat(read(turned).machines().size()).isEqualTo(machines.size());
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    @Property(tries = 500)
    void anyBytesAreNoAnswer(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void anotherVersionIsNoAnswer() throws IOException {
        byte[] bytes = AnswerForm.write(answer(table(List.of())), KEPT);
        bytes[0]++;

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining("version");
    }

    @Test
    void manyMachinesTakeFewBytes() throws IOException {
        byte[] bytes = AnswerForm.write(answer(SomeMachine.tableOf(10_000)), KEPT);

        assertThat(bytes.length).isLessThan(200_000);
        assertThat(read(bytes).machines().id(9_999)).isEqualTo("m9999");
    }

    private static List<Object> row(MachineTable table, int machine) {
        List<Object> row = new java.util.ArrayList<>(Arrays.asList(
                table.id(machine),
                table.name(machine),
                table.lastIp(machine),
                table.lastExternalIp(machine),
                table.mergedInto(machine),
                table.firstSeen(machine),
                table.lastSeen(machine),
                table.possibleDuplicate(machine),
                table.excluded(machine),
                table.tags(machine)));
        for (Column column : Column.values()) {
            if (column != Column.TAGS) {
                row.add(table.word(column, machine));
            }
        }
        return row;
    }

    private static Answer answer(MachineTable table) {
        return new Answer(new Perspective("public", "t", "i"), new FileHash("a".repeat(40)), table, FETCHED, 0);
    }

    private static AnswerForm.Read read(byte[] bytes) throws IOException {
        return AnswerForm.read(bytes, new MachineTable.Builder(new LargeAnswers().turn()));
    }

    private static MachineTable table(List<Machine> machines) {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        builder.pageBegins();
        machines.forEach(builder::add);
        builder.pageRead();
        return builder.build();
    }

    @Provide
    Arbitrary<List<Machine>> machines() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(30).injectNull(0.2);
        Arbitrary<Instant> instant =
                Arbitraries.longs().map(Instant::ofEpochMilli).injectNull(0.2);
        Arbitrary<List<String>> texts = text.list().ofSize(12);
        Arbitrary<List<String>> tags =
                Arbitraries.strings().ofMaxLength(10).list().ofMaxSize(4);
        return Combinators.combine(
                        texts, instant, instant, tags, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((t, first, last, tag, duplicate, excluded) -> new Machine(
                        t.get(0), t.get(1), first, last, t.get(2), t.get(3), t.get(4), t.get(5), t.get(6), t.get(7),
                        t.get(8), t.get(9), t.get(10), tag, t.get(11), duplicate, excluded, t.get(0)))
                .list()
                .ofMaxSize(8);
    }
}
