package dev.filetrail.trail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are remembered, under {@code filetrail}. */
@ConfigMapping(prefix = "filetrail")
public interface TrailConfig {

    /** @return how long an answer serves whoever asks the same again, at the price of no call */
    @WithDefault("60s")
    Duration remember();
}
