// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.trail.Examination.Finding;
import java.util.List;

/** Somebody of another room who has something to look at when FileTrail is examined. */
public interface Examiner {

    /** @return what was found; may wait for a file, not for long */
    List<Finding> findings();
}
