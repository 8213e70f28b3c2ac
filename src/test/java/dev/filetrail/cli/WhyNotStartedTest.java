// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.BindException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Holds that whoever configured it is told in one sentence what to mend, and that a fault of the program is none of theirs. */
class WhyNotStartedTest {

    /** Two settings, one of them a library's that is made of ours. */
    @ConfigMapping(prefix = "quarkus.guard")
    interface Library {

        int limit();
    }

    /** The one of ours. */
    @ConfigMapping(prefix = "filetrail.some")
    interface Ours {

        int limit();
    }

    @Test
    void namesThePortOfQuestions() {
        assertThat(WhyNotStarted.sentence(starting(
                        new QuarkusBindException("127.0.0.1", 8080, new BindException("Address already in use")))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("FileTrail can't listen on 127.0.0.1:8080 for questions: another program does")
                        .contains("QUARKUS_HTTP_PORT")
                        .doesNotContain("\n"));
    }

    @Test
    void namesThePortOfHealthAndMetrics() {
        assertThat(WhyNotStarted.sentence(starting(new IllegalStateException(
                        "Unable to start the management interface on 127.0.0.1:9000",
                        new BindException("Address already in use")))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith(
                                "FileTrail can't listen on 127.0.0.1:9000 for health and metrics: another program does")
                        .contains("QUARKUS_MANAGEMENT_PORT")
                        .doesNotContain("\n"));
    }

    @Test
    void saysWhatAConfigurationSaysOfItself() {
        assertThat(WhyNotStarted.sentence(starting(new ConfigurationException("filetrail.x must be 1 or more."))))
                .contains("filetrail.x must be 1 or more.");
    }

    @Test
    void namesTheValueThatCanNotBeTaken() {
        assertThat(WhyNotStarted.sentence(
                        starting(invalid(Map.of("filetrail.some.limit", "many", "quarkus.guard.limit", "7")))))
                .contains(
                        "filetrail.some.limit is 'many', which can't be taken: Expected an integer value, got \"many\".");
    }

    @Test
    void namesAValueThatIsReadByItselfAndCanNotBeTaken() {
        Throwable refused = Assertions.catchThrowable(() -> new SmallRyeConfigBuilder()
                .withDefaultValues(Map.of("quarkus.guard.limit", "99999999999"))
                .build()
                .getValue("quarkus.guard.limit", Integer.class));

        assertThat(WhyNotStarted.sentence(starting(refused)))
                .contains("quarkus.guard.limit is '99999999999', which can't be taken:"
                        + " Expected an integer value, got \"99999999999\".");
    }

    @Test
    void showsNoValueThatMayHoldAPassword() {
        assertThat(WhyNotStarted.sentence(starting(
                        invalid(Map.of("filetrail.some.limit", "redis://:secret@store", "quarkus.guard.limit", "7")))))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("filetrail.some.limit ").doesNotContain("secret"));
    }

    @Test
    void saysNothingOfWhatALibraryMakesOfIt() {
        assertThat(WhyNotStarted.sentence(starting(invalid(
                        Map.of("filetrail.some.limit", "many", "quarkus.guard.limit", "${filetrail.some.limit}")))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("filetrail.some.limit is 'many'")
                        .doesNotContain("quarkus.guard"));
        assertThat(WhyNotStarted.sentence(
                        starting(invalid(Map.of("filetrail.some.limit", "1", "quarkus.guard.limit", "few")))))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("quarkus.guard.limit is 'few'"));
    }

    @Test
    void leavesAMissingValueInSmallRyesWords() {
        assertThat(WhyNotStarted.sentence(starting(invalid(Map.of("filetrail.some.limit", "1")))))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("quarkus.guard.limit"));
    }

    @Test
    void saysNothingOfAFault() {
        assertThat(WhyNotStarted.sentence(starting(new IllegalStateException("a fault"))))
                .isEmpty();
    }

    private static Throwable starting(Throwable cause) {
        return new RuntimeException("Failed to start quarkus", cause);
    }

    private static ConfigValidationException invalid(Map<String, String> settings) {
        return Assertions.catchThrowableOfType(ConfigValidationException.class, () -> new SmallRyeConfigBuilder()
                .withMapping(Library.class)
                .withMapping(Ours.class)
                .addDefaultInterceptors()
                .withDefaultValues(settings)
                .build());
    }
}
