// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Delegation;
import dev.filetrail.trail.Delegation.SignInAgain;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** In with a token: whether it is genuine says {@link Provider}; here is judged what it allows, and whom it names. */
@ApplicationScoped
class TokenWay {

    /** Header, claims and signature (RFC 7515, section 3.1). Anything else is a token that only its issuer can read. */
    private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private static final int LONGEST_NAME = 100;
    /** OpenID Connect Core, section 2. */
    private static final int LONGEST_SUBJECT = 255;

    private static final String RETRY_AFTER_SECONDS = "5";

    private final AccessRules rules;
    private final Provider provider;
    private final Challenge challenge;
    private final Delegation delegation;

    TokenWay(AccessRules rules, Provider provider, Delegation delegation) {
        this.rules = rules;
        this.provider = provider;
        this.challenge = new Challenge(rules);
        this.delegation = delegation;
    }

    /**
     * Lets somebody in or refuses.
     *
     * @param token what they brought
     * @param door where
     * @param context the request
     * @return who it is, or {@link Refused}
     */
    Uni<Caller> admit(String token, Door door, RoutingContext context) {
        if (!SIGNED.matcher(token).matches()) {
            return refused(challenge.invalid(
                    door,
                    "The token is not a signed JWT: FileTrail takes no others, and asks no provider what they mean."));
        }
        return provider.check(token, context)
                .onFailure()
                .transform(failure -> new Refused(
                        failure instanceof Provider.Away ? away() : challenge.invalid(door, TokenFault.words(failure))))
                .map(identity -> judge(token, Claims.of(token), door))
                .chain(caller -> rules.onBehalfOf()
                        ? delegation.before(caller).map(first -> unless(first, caller, door))
                        : Uni.createFrom().item(caller));
    }

    /** What the person has to do at the sign-in is told here, where a client can act on it by itself. */
    private Caller unless(Optional<SignInAgain> first, Caller caller, Door door) {
        if (first.isPresent()) {
            throw new Refused(challenge.signInAgain(door, first.get()));
        }
        return caller;
    }

    private Caller judge(String token, Claims claims, Door door) {
        String subject = claims.firstText("oid", "sub");
        if (claims.isIdToken()) {
            throw new Refused(
                    challenge.invalid(door, "This is an ID token, made for the client: send the access token."));
        }
        if (subject == null || subject.length() > LONGEST_SUBJECT) {
            throw new Refused(challenge.invalid(door, "The token doesn't say whose it is (oid or sub)."));
        }
        if (!rules.tenants().isEmpty() && !isOfAListedTenant(claims)) {
            throw new Refused(challenge.invalid(door, "The token is of another tenant."));
        }
        if (!claims.allows(lastPart(rules.scope())) && !claims.allows(rules.scope())) {
            throw new Refused(challenge.insufficient(
                    door, "The token doesn't allow this: it needs the scope or role " + rules.scope() + "."));
        }
        if (rules.onBehalfOf() && !claims.ofAPerson()) {
            throw new Refused(new Problem(
                    403,
                    "FileTrail asks Defender with the rights of the person who asks (filetrail.on-behalf-of), and this token is"
                            + " an application's: sign in as a person."));
        }
        return new Caller(
                "token",
                claims.text("tid"),
                ForeignText.visible(subject),
                name(claims),
                rules.onBehalfOf() ? token : null);
    }

    private boolean isOfAListedTenant(Claims claims) {
        String tenant = claims.text("tid");
        return tenant != null
                && rules.tenants().stream().anyMatch(tenant::equalsIgnoreCase)
                && (!rules.manyTenants()
                        || provider.issuer().replace("{tenantid}", tenant).equals(claims.text("iss")));
    }

    private static String name(Claims claims) {
        String name = claims.firstText("name", "preferred_username", "azp", "appid");
        return name == null ? null : ForeignText.oneLine(name, LONGEST_NAME);
    }

    /** Clients ask Entra for {@code api://…/Machines.Read}, and the token says {@code Machines.Read}. */
    private static String lastPart(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }

    private static Problem away() {
        return new Problem(
                        503,
                        "The OpenID provider that could tell whether the token is good can't be asked. FileTrail tries again by"
                                + " itself; so may you.")
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static Uni<Caller> refused(Problem problem) {
        return Uni.createFrom().failure(new Refused(problem));
    }
}
