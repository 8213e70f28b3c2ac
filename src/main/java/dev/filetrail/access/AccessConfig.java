package dev.filetrail.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may come in, under {@code filetrail}. */
@ConfigMapping(prefix = "filetrail")
public interface AccessConfig {

    /** @return who may ask; only {@code loopback}, whoever is on this machine, in this version */
    @WithDefault("loopback")
    String access();
}
