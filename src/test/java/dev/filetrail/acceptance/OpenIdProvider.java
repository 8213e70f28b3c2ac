// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.filetrail.FreePort;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OpenID provider, as small as one can be: discovery, keys, and tokens that say whatever a test wants. */
final class OpenIdProvider implements AutoCloseable {

    private final int port;
    private final String path;
    private final String issuer;
    private final AtomicInteger askedForKeys = new AtomicInteger();
    private volatile HttpServer server;
    private volatile ServerSocket silent;
    private volatile KeyPair keys = newKeys();
    private volatile String kid = "first";

    private OpenIdProvider(int port, String path, String issuer) {
        this.port = port;
        this.path = path;
        this.issuer = issuer;
    }

    /** One that answers. */
    static OpenIdProvider start() throws IOException {
        OpenIdProvider provider = away("", "");
        provider.comeBack();
        return provider;
    }

    /** One at a path, which calls itself by another path, and doesn't answer yet. */
    static OpenIdProvider away(String path, String issuerPath) throws IOException {
        int port = FreePort.find();
        return new OpenIdProvider(port, path, "http://localhost:" + port + issuerPath);
    }

    void comeBack() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        started.createContext(path + "/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        started.createContext(path + "/keys", exchange -> {
            askedForKeys.incrementAndGet();
            answer(exchange, jwks());
        });
        started.start();
        server = started;
    }

    /** Takes connections, and never answers, until it is closed. */
    void fallSilent() throws IOException {
        silent = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    }

    /** Where it is. */
    String address() {
        return "http://localhost:" + port + path;
    }

    String issuer() {
        return issuer;
    }

    int askedForKeys() {
        return askedForKeys.get();
    }

    RSAPublicKey publicKey() {
        return (RSAPublicKey) keys.getPublic();
    }

    /** From now on it signs with another key, and knows the old one no more. */
    void changeKeys(String name) {
        keys = newKeys();
        kid = name;
    }

    /** What a good token for an audience says. */
    JsonObject claims(String audience) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer)
                .put("aud", audience)
                .put("sub", "subject-1")
                .put("name", "Ada\nLovelace")
                .put("scp", "openid Machines.Read")
                .put("iat", now - 120)
                .put("nbf", now - 120)
                .put("exp", now + 600);
    }

    String token(JsonObject claims) {
        return token(new JsonObject().put("alg", "RS256").put("kid", kid), claims);
    }

    /** With a header of its own, signed all the same. */
    String token(JsonObject header, JsonObject claims) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            String signed = part(header) + "." + part(claims);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not signed at all. */
    String unsigned(JsonObject claims, String signature) {
        return part(new JsonObject().put("alg", "none").put("kid", kid)) + "." + part(claims) + "." + signature;
    }

    /** With the public key, which everybody knows, as the secret of an HMAC. */
    String hmac(JsonObject claims, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String signed = part(new JsonObject().put("alg", "HS256").put("kid", kid)) + "." + part(claims);
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer)
                .put("jwks_uri", address() + "/keys")
                .put("introspection_endpoint", address() + "/introspect")
                .put("authorization_endpoint", address() + "/authorize")
                .put("token_endpoint", address() + "/token");
    }

    private JsonObject jwks() {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("kid", kid)
                                        .put("n", base64(unsigned(publicKey().getModulus())))
                                        .put("e", base64(unsigned(publicKey().getPublicExponent())))));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static void answer(HttpExchange exchange, JsonObject json) throws IOException {
        byte[] bytes = json.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String part(JsonObject json) {
        return base64(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (silent != null) {
            silent.close();
            silent = null;
        }
    }
}
