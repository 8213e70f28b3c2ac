// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A simulator on a port of its own on 127.0.0.1, with its own Vert.x: for tests, beside the program under test. */
public final class SimulatorServer implements AutoCloseable {

    private static final String PREFIX = "/simulator";
    private static final long SECONDS_TO_START_OR_STOP = 10;

    private final Vertx vertx;
    private final Simulator simulator;
    private final int port;

    private SimulatorServer(Vertx vertx, Simulator simulator, int port) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.port = port;
    }

    /**
     * Starts a simulator on any free port, with the system's clock.
     *
     * @return the running server
     */
    public static SimulatorServer start() {
        return start(Clock.systemUTC());
    }

    /**
     * Starts a simulator on any free port.
     *
     * @param clock the simulator's clock
     * @return the running server
     */
    public static SimulatorServer start(Clock clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        Simulator simulator = new Simulator(vertx, clock);
        Router router = Router.router(vertx);
        simulator.mount(router, PREFIX);
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                // Faults are faults of a connection: with HTTP/2 over clear text several calls would share one.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true)
                .setCompressionLevel(1);
        HttpServer server =
                await(vertx.createHttpServer(options).requestHandler(router).listen());
        SimulatorServer started = new SimulatorServer(vertx, simulator, server.actualPort());
        simulator.signIn().reachedAt(started.loginUrl());
        simulator.botConnector().reachedAt(started.root() + "/connector");
        return started;
    }

    /**
     * The simulator behind the port.
     *
     * @return the simulator, to configure and to ask what it saw
     */
    public Simulator simulator() {
        return simulator;
    }

    /**
     * What takes the place of {@code https://login.microsoftonline.com}.
     *
     * @return a URL without a slash at its end; the tenant's id follows it
     */
    public String loginUrl() {
        return root() + "/login";
    }

    /**
     * The accepted tenant as an OpenID provider: the issuer of its people's tokens, and where its discovery document is
     * found.
     *
     * @return a URL without a slash at its end; {@code /.well-known/openid-configuration} follows it
     */
    public String issuer() {
        return simulator.signIn().issuer();
    }

    /**
     * What takes the place of {@code http://169.254.169.254}, the metadata service of an Azure machine.
     *
     * @return a URL without a slash at its end; {@code /metadata/…} follows it
     */
    public String metadataUrl() {
        return root();
    }

    /**
     * What App Service and Container Apps say in {@code IDENTITY_ENDPOINT}.
     *
     * @return the whole URL, to which only a query is added
     */
    public String identityEndpoint() {
        return root() + "/appservice/token";
    }

    /**
     * What App Service and Container Apps say in {@code IDENTITY_HEADER}.
     *
     * @return the secret that {@link #identityEndpoint()} wants to see as {@code X-IDENTITY-HEADER}
     */
    public String identityHeader() {
        return simulator.signIn().managedIdentities().secret();
    }

    /**
     * What takes the place of {@code https://api.security.microsoft.com}.
     *
     * @return a URL without a slash at its end; {@code /api/…} follows it
     */
    public String defenderUrl() {
        return root() + "/defender";
    }

    /**
     * Where an emulator of Teams that knows no tokens sends what people write; {@link BotConnector#deliverTo} says which bot gets it.
     *
     * @return the whole URL
     */
    public String teamsGateway() {
        return root() + "/teams/messages";
    }

    /** Closes all connections and stops. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private String root() {
        return "http://127.0.0.1:" + port + PREFIX;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the simulator started or stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The simulator did not start or stop", e);
        }
    }
}
