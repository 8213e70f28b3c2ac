// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a tenant lives: the host of its Defender API, the authority that signs in to it, the audience of its tokens and the
 * portal for people. On the commercial cloud the audience is <em>not</em> the API host; a token for the host gets a 403.
 *
 * <p>Source: Microsoft's list of API servers (API page "Supported Microsoft Defender for Endpoint APIs", and its page for US
 * government customers).
 */
enum DefenderCloud {
    /** The commercial cloud, the nearest data centre. */
    COMMERCIAL("https://api.security.microsoft.com"),
    /** The commercial cloud, United States. */
    US("https://us.api.security.microsoft.com"),
    /** The commercial cloud, European Union. */
    EU("https://eu.api.security.microsoft.com"),
    /** The commercial cloud, United Kingdom. */
    UK("https://uk.api.security.microsoft.com"),
    /** The commercial cloud, Australia. */
    AU("https://au.api.security.microsoft.com"),
    /** The commercial cloud, Switzerland. */
    SWA("https://swa.api.security.microsoft.com"),
    /** The commercial cloud, India. */
    INA("https://ina.api.security.microsoft.com"),
    /** The commercial cloud, United Arab Emirates. */
    AEA("https://aea.api.security.microsoft.com"),
    /** US Government Community Cloud. */
    GCC(
            "https://api-gcc.securitycenter.microsoft.us",
            "https://login.microsoftonline.com",
            "https://api-gcc.securitycenter.microsoft.us/.default",
            "https://security.microsoft.com"),
    /** US Government Community Cloud High. */
    GCC_HIGH(
            "https://api-gov.securitycenter.microsoft.us",
            "https://login.microsoftonline.us",
            "https://api-gov.securitycenter.microsoft.us/.default",
            "https://security.microsoft.us"),
    /** US Department of Defense. */
    DOD(
            "https://api-gov.securitycenter.microsoft.us",
            "https://login.microsoftonline.us",
            "https://api-gov.securitycenter.microsoft.us/.default",
            "https://security.apps.mil");

    private final String api;
    private final String authority;
    private final String scope;
    private final String portal;

    DefenderCloud(String api) {
        this(
                api,
                "https://login.microsoftonline.com",
                "https://api.securitycenter.microsoft.com/.default",
                "https://security.microsoft.com");
    }

    DefenderCloud(String api, String authority, String scope, String portal) {
        this.api = api;
        this.authority = authority;
        this.scope = scope;
        this.portal = portal;
    }

    /**
     * Finds a cloud.
     *
     * @param name as people write it: {@code commercial}, {@code gcc-high} …
     * @return empty when there is none of that name
     */
    static Optional<DefenderCloud> named(String name) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.written().equalsIgnoreCase(name.strip().replace('_', '-')))
                .findFirst();
    }

    /** @return all names, for messages */
    static String names() {
        return Arrays.stream(values()).map(DefenderCloud::written).collect(Collectors.joining(", "));
    }

    private String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return the base address of the API, without a slash at its end */
    public String api() {
        return api;
    }

    /** @return the base address of the sign-in, without a slash at its end */
    public String authority() {
        return authority;
    }

    /** @return the scope to ask a token for */
    public String scope() {
        return scope;
    }

    /** @return the base address of the portal for people, without a slash at its end */
    public String portal() {
        return portal;
    }
}
