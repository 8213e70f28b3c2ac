// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class writes to the log during a test. */
final class Told {

    private Told() {}

    /** Every message of a class meanwhile, which goes nowhere else. */
    static List<String> during(Class<?> who, Runnable work) {
        List<String> told = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(who.getName());
        boolean further = log.getUseParentHandlers();
        log.addHandler(listener);
        log.setUseParentHandlers(false);
        try {
            work.run();
        } finally {
            log.setUseParentHandlers(further);
            log.removeHandler(listener);
        }
        return told;
    }
}
