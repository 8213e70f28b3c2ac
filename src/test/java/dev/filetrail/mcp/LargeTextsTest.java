// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.mcp.server.Cancellation.OperationCancellationException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds that large texts are made one at a time, and none for a reader who has gone. */
class LargeTextsTest {

    private final CurrentVertxRequest request = new CurrentVertxRequest();
    private final LargeTexts texts = new LargeTexts(request);
    private final Reader first = new Reader();
    private final Reader second = new Reader();
    private final List<Throwable> dropped = new ArrayList<>();

    @AfterEach
    void loseNothingAnyMore() {
        Infrastructure.resetDroppedExceptionHandler();
    }

    /** A connection on which a text is read. */
    private final class Reader {

        private final List<Handler<AsyncResult<Void>>> atTheEnd = new ArrayList<>();
        private final LargeTexts.Turn turn;
        private boolean made;

        private Reader() {
            request.setCurrent((RoutingContext) Proxy.newProxyInstance(
                    RoutingContext.class.getClassLoader(),
                    new Class<?>[] {RoutingContext.class},
                    (connection, method, arguments) -> atEnd(arguments[0])));
            turn = texts.turn();
        }

        @SuppressWarnings("unchecked") // addEndHandler takes no other
        private int atEnd(Object handler) {
            atTheEnd.add((Handler<AsyncResult<Void>>) handler);
            return atTheEnd.size();
        }

        private CompletableFuture<String> read() {
            return turn.text(() -> {
                        made = true;
                        return "a text";
                    })
                    .subscribeAsCompletionStage();
        }

        private void goes() {
            atTheEnd.forEach(each -> each.handle(Future.succeededFuture()));
        }
    }

    @Test
    void theNextIsMadeWhenTheOneBeforeIsSent() {
        assertThat(first.read().join()).isEqualTo("a text");
        CompletableFuture<String> waiting = second.read();
        untilOneWaits();
        assertThat(second.made).isFalse();

        first.goes();
        assertThat(waiting.join()).isEqualTo("a text");
    }

    @Test
    void noneIsMadeForWhoeverGoesWhileWaiting() {
        first.read().join();
        CompletableFuture<String> waiting = second.read();
        untilOneWaits();
        second.goes();

        first.goes();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(OperationCancellationException.class);
        assertThat(second.made).isFalse();
        assertThat(new Reader().read().join()).as("there is room again").isEqualTo("a text");
    }

    @Test
    void whoeverHasGoneDoesNotWait() {
        first.read().join();
        second.goes();

        assertThatThrownBy(second.read()::join).hasCauseInstanceOf(OperationCancellationException.class);
        assertThat(second.made).isFalse();
    }

    @Test
    void whoeverHasGoneIsNoFaultForTheLog() {
        Infrastructure.setDroppedExceptionHandler(dropped::add);
        first.read().join();
        CompletableFuture<String> waiting = second.read();
        untilOneWaits();
        waiting.cancel(false);

        Reader third = new Reader();
        CompletableFuture<String> next = third.read();
        first.goes();
        assertThat(next.join()).isEqualTo("a text");
        assertThat(second.made).isFalse();
        assertThat(dropped).isEmpty();
    }

    private static void untilOneWaits() {
        while (Thread.getAllStackTraces().values().stream().noneMatch(LargeTextsTest::waitsForItsTurn)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waitsForItsTurn(StackTraceElement[] stack) {
        List<String> classes =
                Arrays.stream(stack).map(StackTraceElement::getClassName).toList();
        return classes.contains(Semaphore.class.getName()) && classes.contains(LargeTexts.Turn.class.getName());
    }
}
