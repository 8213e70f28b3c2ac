package dev.filetrail.defender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The SHA-1 of a file that is known by its SHA-256 (API page "Get file"). It comes to nothing when Defender does not know the
 * file.
 *
 * @param person on whose behalf; null for the application itself
 * @param call asks for the file
 * @param sha256 the file's, to hold the answer against
 * @param gate passed before every attempt
 */
record Sha1OfFile(Person person, Function<String, Response> call, String sha256, CallGate gate)
        implements Exchange<Optional<String>> {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SHA1 = "[0-9a-fA-F]{40}";

    @Override
    public Operation operation() {
        return Operation.FILE;
    }

    @Override
    public Response send(String authorization) {
        return call.apply(authorization);
    }

    @Override
    public Optional<String> read(InputStream body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no file");
            }
            String sha1 = null;
            String sameSha256 = null;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == null) {
                    throw new EOFException("the answer breaks off");
                }
                switch (name) {
                    case "sha1" -> sha1 = json.getText();
                    case "sha256" -> sameSha256 = json.getText();
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new EOFException("the answer breaks off");
            }
            while (json.nextToken() != null) {
                // on to the end of the body: only there does a connection that breaks off show
            }
            if (sha1 == null || !sha1.matches(SHA1)) {
                throw new JsonParseException(json, "a file without a SHA-1");
            }
            if (sameSha256 != null && !sameSha256.equalsIgnoreCase(sha256)) {
                throw new JsonParseException(json, "another file than the one asked for");
            }
            return Optional.of(sha1.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public boolean mayBeUnknown() {
        return true;
    }

    @Override
    public Optional<String> unknown() {
        return Optional.empty();
    }
}
