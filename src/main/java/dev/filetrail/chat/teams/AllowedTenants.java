// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tenants whose people are answered in Teams. */
@Singleton
class AllowedTenants {

    /** What to tell whoever has configured none that can be. */
    static final String WANTED = "filetrail.chat.teams.tenants (FILETRAIL_CHAT_TEAMS_TENANTS) must list the ids of the"
            + " tenants whose people are answered, such as 00000000-0000-0000-0000-000000000000; it is AZURE_TENANT_ID"
            + " unless set, if that is an id";

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Set<String> ids;

    /**
     * @param teams says which
     * @param azureTenant {@code AZURE_TENANT_ID}, which is taken where it doesn't
     */
    AllowedTenants(TeamsConfig teams, @ConfigProperty(name = "azure.tenant-id") Optional<String> azureTenant) {
        this.ids = teams.tenants().orElseGet(() -> azureTenant.stream().toList()).stream()
                .map(tenant -> tenant.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return there are some, and each is an id */
    boolean areNamed() {
        return !ids.isEmpty() && ids.stream().allMatch(AllowedTenants::isId);
    }

    /**
     * Whether somebody is answered.
     *
     * @param activity says where it comes from
     * @return it comes from one tenant, and that is one of these
     */
    boolean include(Activity activity) {
        Set<String> named = activity.tenants();
        return named.size() == 1 && ids.containsAll(named);
    }

    /**
     * @param text lower case
     * @return it is the id of a tenant, or of an app
     */
    static boolean isId(String text) {
        return GUID.matcher(text).matches();
    }
}
