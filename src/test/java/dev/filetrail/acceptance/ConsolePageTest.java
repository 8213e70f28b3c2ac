// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be seen of the page by reading it. What it does is seen in a browser: {@link BrowserIT}. */
class ConsolePageTest {

    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources/index.html");
    private static final Pattern POLICY = Pattern.compile("(?<=Content-Security-Policy\" content=\")[^\"]*");
    private static final int LARGEST = 100_000;

    /** With {@code -Dsnapshots.write} the digests are written into the page. */
    @Test
    void letsABrowserRunItsOwnScriptAndStyleAndNothingElse() throws Exception {
        String page = Files.readString(PAGE);
        String policy = "default-src 'none'; script-src " + digest(page, "script") + "; style-src "
                + digest(page, "style")
                + "; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
        if (System.getProperty("snapshots.write") != null) {
            page = POLICY.matcher(page).replaceFirst(Matcher.quoteReplacement(policy));
            Files.writeString(PAGE, page);
        }
        assertThat(POLICY.matcher(page).results().map(found -> found.group())).containsExactly(policy);
    }

    @Test
    void isOneSmallFileThatNeedsNothingFromElsewhere() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(Files.size(PAGE)).isLessThan(LARGEST);
        assertThat(Pattern.compile("\\b(?:https?|wss?)://[^\\s'\"`)]+")
                        .matcher(page)
                        .results()
                        .map(found -> found.group())
                        .distinct())
                .as("addresses: names of XML, no places")
                .containsExactly("http://www.w3.org/2000/svg");
        assertThat(page).doesNotContainPattern("(?i:<(?:script|link|img|iframe)[^>]*\\ssrc=)|@import|\\burl\\(");
    }

    @Test
    void makesNoMarkupOutOfText() throws Exception {
        for (String markup : List.of(
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "createContextualFragment",
                "DOMParser",
                "setHTMLUnsafe",
                "eval(",
                "new Function",
                "localStorage",
                "sessionStorage",
                "document.cookie")) {
            assertThat(Files.readString(PAGE)).doesNotContain(markup);
        }
    }

    private static String digest(String page, String element) throws Exception {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).as(element).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
